using System;

namespace Gen.Shared;

/// <summary>
/// How the names of entries are spelled: recorded in snake_case, matched ignoring case, <c>_</c> and <c>-</c>.
/// Compiled into the runtime and the generator alike, so that both match the same names.
/// </summary>
internal static class KeyName
{
    private const int LongestOnStack = 128;

    /// <summary>The form under which two spellings of one key are equal: lower case without <c>_</c> and <c>-</c>; dots stay.</summary>
    public static string Normalize(string key)
    {
        var same = 0;
        while (same < key.Length && IsNormal(key[same]))
            same++;
        if (same == key.Length)
            return key;   // most keys are asked for as they are
        var text = key.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[key.Length];
        key.AsSpan(0, same).CopyTo(text);
        var length = same;
        for (var i = same; i < key.Length; i++)
        {
            if (key[i] is not ('_' or '-'))
                text[length++] = char.ToLowerInvariant(key[i]);
        }

        return text.Slice(0, length).ToString();
    }

    /// <summary>The recorded spelling of a C# name: <c>MaxVocabSize</c> is <c>max_vocab_size</c>, <c>HTTPPort2</c> is
    /// <c>http_port2</c>. For identifiers only.</summary>
    public static string ToSnakeCase(string name)
    {
        var most = name.Length * 2;
        var text = most <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[most];
        var length = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var startsWord = char.IsUpper(c) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text[length++] = '_';
            text[length++] = char.ToLowerInvariant(c);
        }

        return text.Slice(0, length).Trim('_').ToString();
    }

    private static bool IsNormal(char c) => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '.';
}
