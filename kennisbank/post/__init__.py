"""Mails as text and HTML, to one person at a time."""

from kennisbank.post.mail import Bijlage, Mail, absolute, send

__all__ = ["Bijlage", "Mail", "absolute", "send"]
