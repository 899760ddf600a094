using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;

namespace Gen.Generators.Experiments.Emit;

/// <summary>
/// Sets entries of a config that exists already: an ordinary setter is called, an init one through an accessor that the runtime binds to it.
/// </summary>
internal static class SetterEmitter
{
    /// <summary>The statement that sets a property of <c>config</c>.</summary>
    public static string Call(SetterModel setter, string value)
    {
        var target = setter.Owner.Length > 0 ? "config." + setter.Owner : "config";
        return setter.IsInit ? $"{AccessorName(setter)}({target}, {value});" : $"{target}.{TypeModels.EscapedName(setter.Property)} = {value};";
    }

    /// <summary>Writes the accessors that the calls refer to.</summary>
    public static void Emit(SourceWriter w, ExperimentModel model)
    {
        var setters = model.Entries.Select(e => e.Setter).Concat(model.Blocks.Select(b => b.Setter));
        var written = new HashSet<string>();
        foreach (var setter in setters)
        {
            if (setter is not { IsInit: true } || !written.Add(setter.DeclaringType + "." + AccessorName(setter)))
                continue;
            w.Line("[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method)]");
            w.Line($"private static extern void {AccessorName(setter)}({setter.DeclaringType} target, {setter.PropertyType} value);").Line();
        }
    }

    // The setter's own name, as the runtime knows it. Blocks of several types may have properties of one name: these make overloads.
    private static string AccessorName(SetterModel setter) => "set_" + setter.Property;
}
