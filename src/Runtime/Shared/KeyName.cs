using System.Text;

namespace Gen.Shared;

/// <summary>
/// How the names of entries are spelled: recorded in snake_case, matched ignoring case, <c>_</c> and <c>-</c>.
/// Compiled into the runtime and the generator alike, so that both match the same names.
/// </summary>
internal static class KeyName
{
    /// <summary>The form under which two spellings of one key are equal: lower case without <c>_</c> and <c>-</c>; dots stay.</summary>
    public static string Normalize(string key)
    {
        var same = 0;
        while (same < key.Length && IsNormal(key[same]))
            same++;
        if (same == key.Length)
            return key;   // most keys are asked for as they are
        var text = new char[key.Length];
        key.CopyTo(0, text, 0, same);
        var length = same;
        for (var i = same; i < key.Length; i++)
        {
            if (key[i] is not ('_' or '-'))
                text[length++] = char.ToLowerInvariant(key[i]);
        }

        return new string(text, 0, length);
    }

    /// <summary>The recorded spelling of a C# name: <c>MaxVocabSize</c> is <c>max_vocab_size</c>, <c>HTTPPort2</c> is <c>http_port2</c>.</summary>
    public static string ToSnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var startsWord = char.IsUpper(c) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString().Trim('_');
    }

    private static bool IsNormal(char c) => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '.';
}
