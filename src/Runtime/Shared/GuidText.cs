using System;

namespace Gen.Shared;

/// <summary>The grammar of GUIDs: 32 hexadecimal digits, with or without hyphens, in braces or parentheses.</summary>
internal static class GuidText
{
    /// <summary>Reads a GUID. .NET's own parser also takes <c>+</c> and <c>0x</c> in place of digits.</summary>
    /// <returns>Whether the text is one.</returns>
    public static bool TryRead(string text, out Guid result)
    {
        if (!Guid.TryParse(text, out result))
            return false;
        var digits = result.ToString("N");
        var at = 0;
        foreach (var c in text)
        {
            if (c is '-' or '{' or '}' or '(' or ')')
                continue;
            if (at == digits.Length || char.ToLowerInvariant(c) != digits[at++])
                return false;
        }

        return at == digits.Length;
    }
}
