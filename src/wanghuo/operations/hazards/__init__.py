"""
Faults from finding to proven closure.

Owns: hazards, the orders and transfers that follow them, extensions, re-inspections, reports
of severe hazards. Its words: hazard (火灾隐患), violation (违法行为), order (责令改正),
re-inspection (复查), transfer (移送), extension (延期). A hazard that is not closed always has
a next step, a person and a day; a closed one always has its proof.

The law it serves: 消防监督检查规定 19, 20 and 30-34; 消防法 53, 60 and 70.
"""
