namespace ApiDocsSample.Documents;

/// <summary>
/// Reads the ids of XML documentation, such as <c>M:System.Collections.Generic.List`1.Add(`0)</c>
/// (C# specification, annex D.4.2).
/// </summary>
public static class DocId
{
    /// <summary>
    /// The full name of the type that an id names or whose member it names: <c>System.Collections.Generic.List`1</c>.
    /// Empty for what is neither, such as an id that the compiler could not resolve (<c>!:</c>).
    /// </summary>
    public static string TypeOf(string id)
    {
        if (id is not [('T' or 'M' or 'P' or 'F' or 'E') and var kind, ':', ..])
            return "";
        // Neither parameters nor the type arguments of an explicitly implemented interface belong to the name.
        var end = id.AsSpan(2).IndexOfAny('(', '{', '~');
        var name = end < 0 ? id[2..] : id.Substring(2, end);
        return kind == 'T' ? name : Parent(name);
    }

    /// <summary>
    /// The namespace of a type's full name. An id does not tell a namespace from a type that others are nested in, so it takes all
    /// <paramref name="types"/> there are: the namespace is what stands before the outermost one.
    /// </summary>
    public static string NamespaceOf(string type, IReadOnlySet<string> types)
    {
        for (var dot = type.IndexOf('.'); dot >= 0; dot = type.IndexOf('.', dot + 1))
            if (types.Contains(type[..dot]))
                return Parent(type[..dot]);
        return Parent(type);
    }

    /// <summary>The name as one would say it: <c>Add</c> for the id above, <c>List</c> for its type or constructor.</summary>
    public static string ShortName(string id)
    {
        var name = id.AsSpan(id is [_, ':', ..] ? 2 : 0);
        if (name.IndexOfAny('(', '{', '~') is >= 0 and var end)
            name = name[..end];
        foreach (var constructor in (ReadOnlySpan<string>)[".#ctor", ".#cctor"])
            if (name.EndsWith(constructor))
                name = name[..^constructor.Length];
        name = name[(name.LastIndexOfAny('.', '#') + 1)..];
        if (name.IndexOf('`') is >= 0 and var arity)
            name = name[..arity];
        return name.TrimEnd('*').ToString();
    }

    private static string Parent(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : "";
}
