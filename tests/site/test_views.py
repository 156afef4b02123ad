"""Links and dates as a page shows them."""

from factsheet.site.views import DateView, Link


def test_links_print_as_html_with_everything_escaped() -> None:
    assert Link('<"x">', "a&b").__html__() == '<a href="a&amp;b">&lt;&#34;x&#34;&gt;</a>'
    assert Link("<x>").__html__() == "&lt;x&gt;"
    assert (
        DateView("2 February 2001", "2001-02-02").__html__()
        == '<time datetime="2001-02-02">2 February 2001</time>'
    )
