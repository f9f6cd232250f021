"""Publishing: releases in a folder or on a git branch, with feeds; listed, verified, deleted, built again from tags."""
