"""What the server that forks workers has loaded before it does: imported there for its effect."""

from crawler.replay import desk as desk
from pipelines.stages.plan import packaged_rules

packaged_rules()
