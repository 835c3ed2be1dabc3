"""Site configs: files in the format of ftr-site-config that say where a site's copy stands.

PURE: no clock, network or disk. The folder is read by ``crawler.site_configs``.
"""
