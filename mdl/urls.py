"""Addresses. Upper apps are reached by dotted string only."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
