using System.Globalization;
using System.Net;
using System.Text;

namespace Gen.Interactive;

/// <summary>Text and numbers in HTML.</summary>
internal static class Html
{
    /// <summary>Escapes a text.</summary>
    public static string Text(string? text) => WebUtility.HtmlEncode(text) ?? "";

    /// <summary>Formats a number with five digits.</summary>
    public static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}

/// <summary>A table in HTML. Cells are HTML: <see cref="Html.Text"/> escapes a text.</summary>
internal sealed class HtmlTable
{
    private readonly StringBuilder _html = new("<table>");

    /// <summary>Sets the caption.</summary>
    public HtmlTable Caption(string html)
    {
        _html.Append($"<caption>{html}</caption>");
        return this;
    }

    /// <summary>Adds a row of headers.</summary>
    public HtmlTable Header(params IEnumerable<string> cells)
    {
        _html.Append($"<thead>{Row("th", cells)}</thead>");
        return this;
    }

    /// <summary>Adds a row.</summary>
    public HtmlTable Row(params IEnumerable<string> cells)
    {
        _html.Append(Row("td", cells));
        return this;
    }

    /// <summary>Adds a row of values that begins with its header.</summary>
    public HtmlTable Entry(string name, params IEnumerable<string> cells)
    {
        _html.Append($"<tr><th style=\"text-align:left\">{Html.Text(name)}</th>{Cells("td", cells)}</tr>");
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{_html}</table>";

    private static string Row(string element, IEnumerable<string> cells) => $"<tr>{Cells(element, cells)}</tr>";

    private static string Cells(string element, IEnumerable<string> cells) =>
        string.Concat(cells.Select(c => $"<{element} style=\"text-align:left\">{c}</{element}>"));
}
