using Gen.Generators.Common;
using Gen.Generators.Semantics;

namespace Gen.Generators.Experiments.Emit;

/// <summary>Applying a named config: all its values are read before the first is set, since they may depend on what they replace.</summary>
internal static class NamedConfigEmitter
{
    /// <summary>A method for each named config, so that one of another experiment is an error at the call.</summary>
    public static void EmitWith(SourceWriter w, ExperimentModel model)
    {
        for (var i = 0; i < model.NamedConfigs.Count; i++)
        {
            var named = model.NamedConfigs[i];
            if (
                !named.CanCreate
                || model.TakenMembers.Contains(GeneratedMembers.With)
                || model.TakenMembers.Contains(GeneratedMembers.WithOf(named.Name))
            )
                continue;
            w.Line($"/// <summary>Creates a copy of this config with the values of <see cref=\"{named.Type}\"/>.</summary>");
            w.Line("/// <param name=\"values\">The named config.</param>");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line(
                    $"{named.Accessibility} {model.Self} With({named.Type} values) => {GeneratedMembers.Schema}.Instance.With(this, {i}, "
                    + $"values);"
                )
                .Line();
        }
    }

    public static void Emit(SourceWriter w, ExperimentModel model)
    {
        if (model.NamedConfigs.Count == 0)
            return;
        w.Open($"protected override void Apply({model.Self} config, int namedConfig, object? values, "
            + "global::Gen.Configuration.ConfigTrace trace, global::Gen.Configuration.ConfigSource source)");
        w.Open("switch (namedConfig)");
        for (var i = 0; i < model.NamedConfigs.Count; i++)
        {
            w.Line($"case {i}: // {model.NamedConfigs[i].Name}").Open();
            if (model.NamedConfigs[i].CanCreate)
                EmitValues(w, model.NamedConfigs[i]);
            w.Line("return;").Close();
        }

        w.Close().Close().Line();
    }

    private static void EmitValues(SourceWriter w, NamedConfigModel named)
    {
        w.Line($"var named = ({named.Type}?)values ?? new {named.Type}({(named.TakesExperiment ? "config" : "")});");
        for (var i = 0; i < named.Values.Count; i++)
            w.Line($"var v{i} = named.{TypeModels.EscapedName(named.Values[i].Property)};");
        foreach (var (value, i) in named.Values.Select((v, i) => (v, i)))
        {
            if (value.MayBeMissing)
                w.Line($"trace.Require(config, {Literals.Text(value.Key)}, source);");
            w.Line(SetterEmitter.Call(value.Setter, "v" + i));
            w.Line($"trace.Set({Literals.Text(value.Key)}, source);");
        }
    }
}
