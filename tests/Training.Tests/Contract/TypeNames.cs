using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gen.Training.Tests.Contract;

/// <summary>Formats types as in C#, with the names of tuple elements, which are in an attribute.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>Formats the declaration of a type, with its type parameters.</summary>
    public static string Declared(Type type) => Of(type);

    public static string Of(Type type) => Write(type, new Queue<string?>());

    public static string Of(Type type, MemberInfo owner) => Write(type, Names(owner.CustomAttributes));

    public static string Of(Type type, ParameterInfo owner) => Write(type, Names(owner.CustomAttributes));

    private static Queue<string?> Names(IEnumerable<CustomAttributeData> attributes) =>
        attributes.FirstOrDefault(a => a.AttributeType == typeof(TupleElementNamesAttribute)) is { } attribute
            ? new(((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!).Select(a => (string?)a.Value))
            : new();

    private static string Write(Type type, Queue<string?> names)
    {
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (type.IsByRef) return Write(type.GetElementType()!, names);
        if (type.IsArray) return $"{Write(type.GetElementType()!, names)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer) return $"{Write(type.GetElementType()!, names)}*";
        if (type.IsGenericParameter) return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } underlying) return $"{Write(underlying, names)}?";
        var arguments = type.GetGenericArguments();
        if (type.FullName is { } full && full.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && !type.IsGenericTypeDefinition)
            return Tuple(arguments, names);
        return type.DeclaringType is null ? $"{Prefix(type)}{Plain(type, arguments, 0, names)}" : Nested(type, arguments, names);
    }

    // Element names are in breadth-first order: those of a tuple precede those of the types in it.
    private static string Tuple(Type[] elements, Queue<string?> names)
    {
        var own = elements.Select(_ => names.TryDequeue(out var name) ? name : null).ToArray();
        return $"({string.Join(", ", elements.Select((e, i) => own[i] is null ? Write(e, names) : $"{Write(e, names)} {own[i]}"))})";
    }

    private static string Nested(Type type, Type[] arguments, Queue<string?> names)
    {
        var inherited = type.DeclaringType!.GetGenericArguments().Length;
        var outer = inherited == 0 || !type.DeclaringType.IsGenericTypeDefinition
            ? type.DeclaringType
            : type.DeclaringType.MakeGenericType(arguments[..inherited]);
        return $"{Write(outer, names)}.{Plain(type, arguments, inherited, names)}";
    }

    private static string Plain(Type type, Type[] arguments, int from, Queue<string?> names)
    {
        var tick = type.Name.IndexOf('`');
        return tick < 0
            ? type.Name
            : $"{type.Name[..tick]}<{string.Join(", ", arguments[from..].Select(a => Write(a, names)))}>";
    }

    // Only types of TorchSharp have their namespace, for readability.
    private static string Prefix(Type type) =>
        type.Namespace is { } space && space.StartsWith("TorchSharp", StringComparison.Ordinal) ? $"{space}." : "";
}
