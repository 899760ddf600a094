using System.Text;
using Gen.Generators.Experiments;

namespace Gen.Generators.Semantics;

/// <summary>A value of a flat JSON object: a string's content, or a number's or boolean's literal; null for JSON null.</summary>
internal readonly record struct JsonScalar(string? Text);

/// <summary>
/// Reads the text of a JSON object whose values are scalars (RFC 8259), the only one that a dictionary entry takes. The compiler's process
/// has no JSON reader that an analyzer may rely on.
/// </summary>
internal sealed class JsonObjectText
{
    private readonly string _text;
    private int _at;

    private JsonObjectText(string text) => _text = text;

    /// <summary>The values in order; false for anything but an object of scalars whose names differ.</summary>
    public static bool TryRead(string text, out List<JsonScalar> values)
    {
        values = [];
        var reader = new JsonObjectText(text);
        return reader.TryObject(values) && reader.AtEnd();
    }

    private bool TryObject(List<JsonScalar> values)
    {
        var names = new HashSet<string>();
        if (!Take('{'))
            return false;
        if (Take('}'))
            return true;
        do
        {
            SkipBlanks();
            if (!TryString(out var name) || !names.Add(name) || !Take(':') || !TryScalar(out var value))
                return false;
            values.Add(value);
        }
        while (Take(','));
        return Take('}');
    }

    private bool TryScalar(out JsonScalar value)
    {
        SkipBlanks();
        value = default;
        if (TryWord("null"))
            return true;
        foreach (var word in new[] { "true", "false" })
        {
            if (TryWord(word))
            {
                value = new JsonScalar(word);
                return true;
            }
        }

        var read = _at < _text.Length && _text[_at] == '"' ? TryString(out var text) : TryNumber(out text);
        value = new JsonScalar(text);
        return read;
    }

    private bool TryString(out string content)
    {
        content = "";
        if (_at >= _text.Length || _text[_at] != '"')
            return false;
        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '"')
            {
                _at++;
                content = text.ToString();
                return true;
            }

            if (c < ' ' || (c == '\\' && !TryEscape(out c)))
                return false;
            text.Append(c);
        }

        return false;
    }

    private bool TryEscape(out char c)
    {
        c = default;
        if (++_at >= _text.Length)
            return false;
        var index = "\"\\/bfnrt".IndexOf(_text[_at]);
        if (index >= 0)
        {
            c = "\"\\/\b\f\n\r\t"[index];
            return true;
        }

        if (
            _text[_at] != 'u'
            || _at + 4 >= _text.Length
            || !ushort.TryParse(
                _text.Substring(_at + 1, 4),
                System.Globalization.NumberStyles.AllowHexSpecifier,
                System.Globalization.CultureInfo.InvariantCulture,
                out var code
            )
        )
            return false;
        _at += 4;
        c = (char)code;
        return true;
    }

    private bool TryNumber(out string number)
    {
        var start = _at;
        if (At('-'))
            _at++;
        var whole = At('0') ? (_at++, 1).Item2 : Digits();
        var right = whole > 0;
        if (right && At('.'))
        {
            _at++;
            right = Digits() > 0;
        }

        if (right && (At('e') || At('E')))
        {
            _at++;
            if (At('+') || At('-'))
                _at++;
            right = Digits() > 0;
        }

        number = _text.Substring(start, _at - start);
        return right;
    }

    private int Digits()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is >= '0' and <= '9')
            _at++;
        return _at - start;
    }

    private bool TryWord(string word)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            return false;
        _at += word.Length;
        return true;
    }

    private bool At(char c) => _at < _text.Length && _text[_at] == c;

    private bool Take(char c)
    {
        SkipBlanks();
        if (!At(c))
            return false;
        _at++;
        return true;
    }

    private bool AtEnd()
    {
        SkipBlanks();
        return _at == _text.Length;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
            _at++;
    }
}
