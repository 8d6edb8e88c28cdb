"""
Organizations of every line, the ground they cover and the posts in them.

Owns: Organization (公安局/分局 bureau, 公安派出所 station, 支队 detachment, 消防救援大队 brigade,
township governments, housing authorities), Territory (行政区划, from province down to community
and village, official 12-digit codes), Jurisdiction (which organization covers which territory,
from when to when), Post (岗位) and the Installation itself. Who holds a post stands in ``access``,
one floor up, because it needs people.
"""
