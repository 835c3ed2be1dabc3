"""A site's config with the directives of ``global.txt`` added, as the format has it."""

from dataclasses import replace

from crawler.reader.site_configs.config import SiteConfig


def join(own: SiteConfig, common: SiteConfig | None) -> SiteConfig:
    """The config to read a page by.

    Args:
        own: The site's.
        common: ``global.txt``; None where there is none.

    Returns:
        The site's with the strips, strings and clues of ``common`` behind its own. Where it says
        ``autodetect_on_failure: no``, itself. What ``common`` says of title, author, date and body is left out: it is
        meant for pages of which nothing else is known, and the general reader knows more of those.
    """
    if common is None or not own.autodetect_on_failure:
        return own
    return replace(
        own,
        strip=own.strip + common.strip,
        strip_id_or_class=own.strip_id_or_class + common.strip_id_or_class,
        strip_image_src=own.strip_image_src + common.strip_image_src,
        strip_attr=own.strip_attr + common.strip_attr,
        replacements=own.replacements + common.replacements,
        native_ad=own.native_ad + common.native_ad,
        src_lazy_load_attr=own.src_lazy_load_attr or common.src_lazy_load_attr,
    )
