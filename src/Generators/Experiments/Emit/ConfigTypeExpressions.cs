using Gen.Generators.Common;
using Gen.Generators.Semantics;

namespace Gen.Generators.Experiments.Emit;

/// <summary>Which object of the runtime reads and writes an entry type; composed ones become static fields, enums classes.</summary>
internal sealed class ConfigTypeExpressions
{
    private const string Namespace = "global::Gen.Configuration.";

    private readonly Dictionary<ValueSemantics, string> _fields = [];
    private readonly Dictionary<string, string> _enums = [];
    private readonly List<(string Name, ValueSemantics Shape)> _composed = [];
    private readonly List<(string Name, ValueSemantics Shape)> _enumShapes = [];

    public ConfigTypeExpressions(SchemaModel model)
    {
        foreach (var entry in model.Entries.Where(e => OwnMethod(e.Value) is null))
            Expression(entry.Value);
    }

    /// <summary>The method of the runtime's readers and writers that is for this type alone; null if it takes the object that
    /// <see cref="Expression"/> names.</summary>
    public static string? OwnMethod(ValueSemantics shape) => (shape.FullName, shape.IsNullable) switch
    {
        _ when shape.IsCollection => null,
        ("bool", false) => "Boolean",
        ("int", false) => "Int32",
        ("long", false) => "Int64",
        ("long", true) => "NullableInt64",
        ("float", false) => "Single",
        ("double", false) => "Double",
        ("string", false) => "String",
        ("string", true) => "NullableString",
        _ => null,
    };

    /// <summary>What such a method reads.</summary>
    public static string TypeOfOwn(string method) => method switch
    {
        "Boolean" => "bool",
        "Int32" => "int",
        "Int64" => "long",
        "NullableInt64" => "long?",
        "Single" => "float",
        "Double" => "double",
        _ => "string?",
    };

    public string Expression(ValueSemantics shape)
    {
        if (shape.IsCollection || (shape.IsNullable && shape.Kind != ValueKind.String))
            return Field(shape);
        return shape.Kind switch
        {
            ValueKind.Integer => $"{Namespace}IntegerType<{shape.FullName}>.Instance",
            ValueKind.Floating => $"{Namespace}FloatingType<{shape.FullName}>.Instance",
            ValueKind.Decimal => $"{Namespace}DecimalType.Instance",
            ValueKind.String => Namespace + (shape.IsNullable ? "ConfigTypes.NullableString" : "ConfigTypes.String"),
            ValueKind.Enum => EnumClass(shape) + ".Instance",
            _ => $"{Namespace}ConfigTypes.{shape.Kind}",
        };
    }

    /// <summary>Writes the static fields and enum classes that the expressions refer to.</summary>
    public void Emit(SourceWriter w)
    {
        foreach (var (name, shape) in _composed)
        {
            var item = shape.IsCollection ? shape.Item[0] : shape with { IsNullable = false };
            var type = shape.Kind switch
            {
                _ when !shape.IsCollection => $"NullableType<{item.FullName}>",
                ValueKind.Dictionary => $"DictionaryType<{TypeText(item)}>",
                _ => $"ListType<{TypeText(item)}>",
            };
            var nullable = shape.IsCollection ? shape.IsNullable ? ", true" : ", false" : "";
            w.Line($"private static readonly {Namespace}{type} {name} = new({Expression(item)}{nullable});").Line();
        }

        foreach (var (name, shape) in _enumShapes)
            EmitEnum(w, name, shape);
    }

    private static string TypeText(ValueSemantics shape) => shape.IsNullable ? shape.FullName + "?" : shape.FullName;

    private string Field(ValueSemantics shape)
    {
        if (_fields.TryGetValue(shape, out var known))
            return known;
        if (shape.IsCollection)
            Expression(shape.Item[0]);   // items first: static fields are made in order
        else
            Expression(shape with { IsNullable = false });
        var name = FieldName(shape);
        _fields.Add(shape, name);
        _composed.Add((name, shape));
        return name;
    }

    /// <summary><c>s_nullableLong</c>, <c>s_listOfString</c>; numbered where two types share a simple name.</summary>
    private string FieldName(ValueSemantics shape)
    {
        var words = Words(shape);
        return Unused("s_" + char.ToLowerInvariant(words[0]) + words.Substring(1), name => _composed.Any(c => c.Name == name));
    }

    private static string Unused(string name, System.Func<string, bool> isUsed)
    {
        var free = name;
        for (var i = 2; isUsed(free); i++)
            free = name + i;
        return free;
    }

    private static string Words(ValueSemantics shape)
    {
        var simple = TypeModels.SimpleName(shape.FullName);
        var core = shape.Kind switch
        {
            ValueKind.Array => "ArrayOf" + Words(shape.Item[0]),
            ValueKind.List => "ListOf" + Words(shape.Item[0]),
            ValueKind.Dictionary => "DictionaryOf" + Words(shape.Item[0]),
            _ => char.ToUpperInvariant(simple[0]) + simple.Substring(1),
        };
        return shape.IsNullable ? "Nullable" + core : core;
    }

    private string EnumClass(ValueSemantics shape)
    {
        if (_enums.TryGetValue(shape.FullName, out var known))
            return known;
        var name = Unused(TypeModels.SimpleName(shape.FullName) + "Type", _enums.ContainsValue);
        _enums.Add(shape.FullName, name);
        _enumShapes.Add((name, shape));
        return name;
    }

    private static void EmitEnum(SourceWriter w, string name, ValueSemantics shape)
    {
        var type = shape.FullName;
        string Member(string member) => $"{type}.{TypeModels.EscapedName(member)}";

        w.Open($"private sealed class {name} : {Namespace}EnumType<{type}>");
        w.Line($"public static readonly {name} Instance = new();").Line();
        w.Line($"protected override string[] Names {{ get; }} = [{string.Join(", ", shape.Members.Select(m => Literals.Text(m.Name)))}];")
            .Line();
        if (shape.IsFlags)
            w.Line("protected override bool IsFlags => true;").Line();
        w.Open($"protected override bool TryNormalizedName(string name, out {type} value)");
        w.Open("switch (name)");
        // Members that keys would not tell apart are found by their exact names.
        foreach (var group in shape.Members.GroupBy(m => Gen.Shared.KeyName.Normalize(m.Name)))
        {
            var isAlone = group.Count() == 1;
            foreach (var member in group)
                w.Line($"case {Literals.Text(isAlone ? group.Key : member.Name)}: value = {Member(member.Name)}; return true;");
        }

        w.Line("default: value = default; return false;").Close().Close().Line();
        w.Line($"protected override string? GetName({type} value) => value switch").Open();
        foreach (var member in shape.Members.Where(m => !m.IsAlias))
            w.Line($"{Member(member.Name)} => {Literals.Text(member.Name)},");
        w.Line("_ => null,").Close("};").Line();
        w.Line($"protected override long ToInt64({type} value) => unchecked((long)value);").Line();
        w.Line($"protected override {type} FromInt64(long bits) => unchecked(({type})bits);");
        w.Close().Line();
    }
}
