"""The search index, as plain rows beside each customer. Written by contacts.search only; can be rebuilt any time."""

from django.db import models


class SearchEntry(models.Model):
    """Everything a customer can be found by, folded (see crm.lib.text), in one line."""

    customer = models.OneToOneField(
        "contacts.Customer", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    text = models.TextField()

    def __str__(self) -> str:
        return self.text


class SearchWord(models.Model):
    """One folded word or phonetic code ("=" before it) of one customer, for prefixes of any length."""

    customer = models.ForeignKey("contacts.Customer", on_delete=models.CASCADE, related_name="search_words")
    word = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["word", "customer"], name="search_word_prefix")]
        constraints = [models.UniqueConstraint(fields=["customer", "word"], name="search_word_once")]

    def __str__(self) -> str:
        return self.word
