"""Who signs in. An address, a name to greet by, a language; nothing else is asked."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models.functions import Lower


class Users(BaseUserManager["User"]):
    """Finds and makes users by address, whose letters' case does not count."""

    def create_user(self, email: str, **fields: Any) -> "User":
        """A new user without a password."""
        user = self.model(email=email.strip().casefold(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def of_address(self, email: str) -> "User":
        """The user with this address, made if there is none."""
        user, _ = self.get_or_create(
            email=email.strip().casefold(), defaults={"password": make_password(None)}
        )
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().casefold())


class User(AbstractBaseUser):
    """A person with an address that was proved by a code or will be."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=35, default="en")
    """BCP 47; in which mails to this person are written."""
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_whatever_case")
        ]

    def __str__(self) -> str:
        return f"user {self.pk}"

    @property
    def shown_name(self) -> str:
        """How the person is called on pages: the name, else the address."""
        return self.name or self.email
