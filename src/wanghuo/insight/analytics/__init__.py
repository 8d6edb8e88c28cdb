"""
Dashboards and ledgers (台账): views over facts, never a second record.

Owns no table. A figure on a dashboard opens the records it was counted from; a ledger is a list
over rows that operations wrote, in the columns of the paper it replaces. Nothing here counts
how anybody uses the product; only outcomes and legal acts count.
"""
