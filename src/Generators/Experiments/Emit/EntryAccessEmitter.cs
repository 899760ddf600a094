using Gen.Generators.Common;
using Gen.Generators.Semantics;

namespace Gen.Generators.Experiments.Emit;

/// <summary>Reading a value into an entry and writing it as JSON.</summary>
internal static class EntryAccessEmitter
{
    private const string Configuration = "global::Gen.Configuration.";

    public static void Emit(SourceWriter w, SchemaModel model, string self)
    {
        if (model.Entries.Count == 0)
            return;
        var types = new ConfigTypeExpressions(model);
        types.Emit(w);
        if (model.Entries.Any(e => e.Setter is not null))
            EmitRead(w, model, self, types);
        EmitWrite(w, model, self, types);
    }

    private static void EmitRead(SourceWriter w, SchemaModel model, string self, ConfigTypeExpressions types)
    {
        w.Open($"public override void Read({self} config, int entry, ref {Configuration}EntryReader reader)");
        // One variable for all entries of a type: the method clears all that it has whenever it is called, once an entry.
        var settable = model.Entries.Where(e => e.Setter is not null);
        foreach (var method in settable.Select(e => ConfigTypeExpressions.OwnMethod(e.Value)).OfType<string>().Distinct())
            w.Line($"{ConfigTypeExpressions.TypeOfOwn(method)} {Variable(method)};");
        w.Open("switch (entry)");
        for (var i = 0; i < model.Entries.Count; i++)
        {
            if (model.Entries[i].Setter is { } setter)
                EmitRead(w, i, model.Entries[i], setter, types);
        }

        w.Close().Close().Line();
    }

    private static void EmitRead(SourceWriter w, int index, EntryModel entry, SetterModel setter, ConfigTypeExpressions types)
    {
        var own = ConfigTypeExpressions.OwnMethod(entry.Value);
        var variable = own is null ? "value" + index : Variable(own);
        var read = entry.Value.Kind switch
        {
            _ when own is not null => $"{own}(out ",
            ValueKind.Array => $"Array({types.Expression(entry.Value)}, out var ",
            ValueKind.Dictionary => $"Dictionary({types.Expression(entry.Value)}, config.{entry.Access}, out var ",
            _ => $"Value({types.Expression(entry.Value)}, out var ",
        };
        var set = SetterEmitter.Call(setter, variable + (entry.Value.IsCollection && !entry.Value.IsNullable ? "!" : ""));
        w.Line($"case {index}: if (reader.{read}{variable})) {set} break; // {entry.Key}");
    }

    private static string Variable(string method) => char.ToLowerInvariant(method[0]) + method.Substring(1) + "Value";

    private static void EmitWrite(SourceWriter w, SchemaModel model, string self, ConfigTypeExpressions types)
    {
        w.Open($"public override void Write({self} config, int entry, {Configuration}EntryWriter writer)");
        w.Open("switch (entry)");
        for (var i = 0; i < model.Entries.Count; i++)
        {
            var entry = model.Entries[i];
            var write = ConfigTypeExpressions.OwnMethod(entry.Value) is { } method
                ? method + "("
                : $"Value({types.Expression(entry.Value)}, ";
            w.Line($"case {i}: writer.{write}config.{entry.Access}); break; // {entry.Key}");
        }

        w.Close().Close().Line();
    }
}

/// <summary>
/// Sets entries of a config that exists already: an ordinary setter is called, an init one through an accessor that the runtime binds to
/// it.
/// </summary>
internal static class SetterEmitter
{
    /// <summary>The statement that sets a property of <c>config</c>.</summary>
    public static string Call(SetterModel setter, string value)
    {
        var target = setter.Owner.Length > 0 ? "config." + setter.Owner : "config";
        return setter.IsInit
            ? $"{AccessorName(setter)}({target}, {value});"
            : $"{target}.{TypeModels.EscapedName(setter.Property)} = {value};";
    }

    /// <summary>Writes the accessors that the calls refer to.</summary>
    public static void Emit(SourceWriter w, IEnumerable<SetterModel?> setters)
    {
        var written = new HashSet<string>();
        foreach (var setter in setters)
        {
            if (setter is not { IsInit: true } || !written.Add(setter.DeclaringType + "." + AccessorName(setter)))
                continue;
            w.Line(
                "[global::System.Runtime.CompilerServices.UnsafeAccessor("
                    + "global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method)]"
            );
            w.Line($"private static extern void {AccessorName(setter)}({setter.DeclaringType} target, {setter.PropertyType} value);")
                .Line();
        }
    }

    // The setter's own name, as the runtime knows it. Blocks of several types may have properties of one name: these make overloads.
    private static string AccessorName(SetterModel setter) => "set_" + setter.Property;
}
