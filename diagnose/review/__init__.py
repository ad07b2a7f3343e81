"""The review of a letter to Amazon before it is sent: would it be accepted?"""

from diagnose.review.files import review_file
from diagnose.review.given import Given
from diagnose.review.hearing import Hearer
from diagnose.review.reviewer import review
from diagnose.review.source import read_letter

__all__ = ["Given", "Hearer", "read_letter", "review", "review_file"]
