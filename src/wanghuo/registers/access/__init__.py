"""
People, how they sign in, the posts they hold, what a post may do and how far it sees.

Owns: Person (the sign-in and the actor of every act), Assignment (任职: a person holds a post for a
span of days, a community officer with their communities), SensitiveRead (who looked at a guarded
field), and the two gates every other room asks: :func:`services.require` (may this post do it)
and :func:`selectors.scope_of` (which rows does this person see).
"""
