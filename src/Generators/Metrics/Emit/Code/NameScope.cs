using System;
using System.Collections.Generic;
using Gen.Generators.Common;

namespace Gen.Generators.Metrics.Emit.Code;

/// <summary>Gives out names that are unique in a method or a class.</summary>
internal sealed class NameScope(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>The name itself, or with the first number that makes it new.</summary>
    public string Unique(string name)
    {
        if (IsWord(name) && _taken.Add(name))
            return name;
        for (var i = 2; ; i++)
        {
            if (_taken.Add(name + i))
                return name + i;
        }
    }

    /// <summary>The same, for a name that is escaped where it is written: a keyword stays what it is.</summary>
    public string UniqueEscapable(string name) => _taken.Add(name) ? name : Unique(name);

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
