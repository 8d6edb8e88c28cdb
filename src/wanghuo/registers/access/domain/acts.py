"""What the journal says of acts on people and posts."""

from wanghuo.foundation.kernel.words import gettext_noop

ACTS = {
    "access.person_added": gettext_noop("{by} added {name}"),
    "access.person_changed": gettext_noop("{by} changed the particulars of {name}"),
    "access.person_deactivated": gettext_noop("{by} closed the account of {name}: {reason}"),
    "access.person_reactivated": gettext_noop("{by} reopened the account of {name}"),
    "access.password_reset": gettext_noop("{by} reset the password of {name}"),
    "access.password_changed": gettext_noop("{by} set a new password"),
    "access.post_assigned": gettext_noop("{by} assigned {name} to the post {post}"),
    "access.assignment_ended": gettext_noop("{by} ended the assignment of {name} to {post}"),
    "access.token_made": gettext_noop("{by} made the access token {token}"),
    "access.token_revoked": gettext_noop("{by} revoked the access token {token}"),
    "access.communities_taken_back": gettext_noop(
        "{by} ended a jurisdiction: {name} no longer has {territories}, which {organization} does"
        " not cover any more"
    ),
    "access.assignments_turned": gettext_noop("{count} assignments began or ended"),
}
