"""Clause analysis: which words of a sentence belong to which number.

A sentence is cut into statements (at semicolons, colons and words like "trong đó"); the gaps
between the numbers of a statement are divided between them; then each number's name is looked
for before it ("tỷ lệ X đạt 80%"), after it ("80% X được ...") or both ("đào tạo 3.000 lượt X").
What has neither inherits from the number before it.
"""

from extract.clauses.analyse import analyse, relation_of
from extract.clauses.parts import Clause, Reading, Statement, trimmed

__all__ = ["Clause", "Reading", "Statement", "analyse", "relation_of", "trimmed"]
