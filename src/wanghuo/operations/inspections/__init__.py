"""
Tasks, visits, check lists and answers: what an officer does at the point of work.

Owns: tasks (任务) with their window, reason and accountable person; visits (一次检查) from
show-ID to the finished record; answers to check items (检查项), rechecks of earlier hazards and
photographs. Its words: task, visit, sheet (检查表), answer, verdict, worklist (待办).

What a visit finds is handed to ``hazards``; what it records is issued by ``documents``. Answers
are working notes until the visit is reported or finished: from then on the journal holds them.

The law it serves: 消防监督检查规定 14 (two officers, show ID, written record) and 30-34; 消防法 53.
"""
