"""Pages as HTML: templates and texts in the visitor's language, everything escaped.

What acts instead of being read, such as an override of direction, leaves with no value.
"""

import hashlib
import re
from functools import partial
from urllib.parse import urlsplit

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import assets
from assets import LANGS, Lang
from kiosk.config import Config
from kiosk.rules.text import scrub

_STYLE = "web/page.css"


def _still(value: object) -> object:
    """Return what a template may write: of text, only what is read; what is HTML already stays."""
    return scrub(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


class Paint:
    """Fills templates; the same for all requests."""

    def __init__(self, config: Config, school: str) -> None:
        """Paint for a school.

        Args:
            config: Its settings.
            school: Its name as shown.
        """
        self.config = config
        self.style = assets.path(_STYLE).read_bytes()
        self._env = Environment(
            loader=FileSystemLoader(assets.path("web")),
            autoescape=True,
            finalize=_still,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals |= {
            "school": school,
            "host": urlsplit(config.base_url).netloc.lower(),
            "base": urlsplit(config.base_url).path,
            "style": hashlib.sha256(self.style).hexdigest()[:12],
            "langs": LANGS,
        }

    @property
    def secure(self) -> bool:
        """The page is reached by HTTPS."""
        return self.config.base_url.lower().startswith("https:")

    def lang(self, request: web.Request) -> Lang:
        """Return the language that was asked for, else the browser's, else the school's."""
        asked = request.query.get("lang", "")
        for lang in LANGS:
            if asked == lang:
                return lang
        for spoken in request.headers.get("Accept-Language", "").split(","):
            for lang in LANGS:
                if re.match(rf"\s*{lang}\b", spoken, re.IGNORECASE):
                    return lang
        return self.config.visit.lang

    def page(
        self, request: web.Request, template: str, *, status: int = 200, **values: object
    ) -> web.Response:
        """Return a filled template.

        Args:
            request: Asked for it.
            template: Name of its file under ``assets/web``.
            status: Of HTTP.
            values: For the template; ``contact`` may be left out.
        """
        lang = self.lang(request)
        values.setdefault("contact", self.config.contact("default"))
        html = self._env.get_template(template).render(
            lang=lang,
            lang_query=f"?lang={lang}" if "lang" in request.query else "",
            say=partial(assets.say, lang),
            **values,
        )
        return web.Response(text=html, status=status, content_type="text/html")

    def message(self, request: web.Request, what: str, status: int) -> web.Response:
        """Return a page that says one thing, such as that there is no such page.

        Args:
            request: Cannot be answered otherwise.
            what: Last part of the keys ``page.message.…`` and ``page.message.…_do``.
            status: Of HTTP.
        """
        return self.page(request, "message.html", status=status, what=what)
