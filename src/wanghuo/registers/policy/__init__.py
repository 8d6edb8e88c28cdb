"""
Local decisions: the working-day table, local editions of rules, and the page 法规依据.

Shipped rules are files; what a place decides for itself is entered here, with reason, source and
span, and laid over them. Every change is journalled. Law served: 消防监督检查规定 art. 3 (the
scope of stations is set locally), and every rule marked “to be confirmed”.
"""
