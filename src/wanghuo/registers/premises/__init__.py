"""
Supervised objects (监督对象): what they are, who answers for them, who supervises them.

Owns: Premises, their aliases, fire facilities (消防设施), accountable persons per layer
(责任人), key-unit findings (消防安全重点单位), successions at one address, and the import of
registers people keep in spreadsheets. Law served: SIR 3 and 30 (who is supervised, how often),
FL 16-18 (who answers), the key-unit thresholds and small-place definitions of the area.
"""
