namespace Gen.CommandLine;

/// <summary>How the lines of a printed config look: <c>  key = value      # note; note</c>, painted or plain.</summary>
/// <param name="page">Where they are written.</param>
/// <param name="color">Whether to paint.</param>
internal ref struct ConfigLines(PageText page, bool color)
{
    private const string Dim = "\e[2m";
    private const string Reset = "\e[0m";

    /// <summary>Where notes begin, unless the value is longer.</summary>
    private const int Width = 35;

    private bool _hasNote;

    /// <summary>The first line, which tells what the styles mean.</summary>
    public readonly void Head(string changed, string added, string typeChanged)
    {
        page.Append("Configuration (");
        Painted(changed, "changed");
        page.Append(", ");
        Painted(added, "added");
        page.Append(", ");
        Painted(typeChanged, "type-changed");
        page.Append(", ");
        Painted(Dim, "doc");
        page.Append("):");
        page.EndLine();
    }

    /// <summary>Begins a line.</summary>
    /// <param name="key">The entry's key.</param>
    /// <param name="value">Its value in UTF-8.</param>
    /// <param name="style">How both are painted; empty for not at all.</param>
    public void Begin(string key, ReadOnlySpan<byte> value, string style)
    {
        _hasNote = false;
        page.Append("  ");
        if (style.Length > 0)
            Paint(style);
        page.Append(key);
        page.Append(" = ");
        page.AppendSpaces(Width - key.Length - " = ".Length - page.Append(value));
        if (style.Length > 0)
            Paint(Reset);
    }

    /// <summary>Says something about the value.</summary>
    public void Note(string text)
    {
        if (!_hasNote)
            Paint(Dim);
        page.Append(_hasNote ? "; " : "  # ");
        page.Append(text);
        _hasNote = true;
    }

    /// <summary>Adds to a note what the value was before, in UTF-8.</summary>
    public readonly void Was(ReadOnlySpan<byte> before)
    {
        page.Append(", was ");
        page.Append(before);
    }

    /// <summary>Ends the line.</summary>
    public readonly void End()
    {
        if (_hasNote)
            Paint(Reset);
        page.EndLine();
    }

    private readonly void Painted(string style, string text)
    {
        Paint(style);
        page.Append(text);
        Paint(Reset);
    }

    private readonly void Paint(string style)
    {
        if (color)
            page.Append(style);
    }
}
