using System;
using System.Collections.Generic;
using Gen.Generators.Common;

namespace Gen.Generators.Metrics.Emit.Code;

/// <summary>Gives out names that are unique in a method or a class.</summary>
internal sealed class NameScope(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>The name itself, or with the first number that makes it new.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isEscaped">It is escaped wherever it is written, and may be a keyword.</param>
    public string Unique(string name, bool isEscaped = false)
    {
        if ((isEscaped || IsWord(name)) && _taken.Add(name))
            return name;
        for (var i = 2; ; i++)
        {
            if (_taken.Add(name + i))
                return name + i;
        }
    }

    /// <summary>As fields are named, with a number from 0 on.</summary>
    public string Numbered(string name)
    {
        for (var i = 0; ; i++)
        {
            if (_taken.Add(name + i))
                return name + i;
        }
    }

    private static bool IsWord(string name) => TypeModels.EscapedName(name) == name;
}
