using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;

namespace Gen.Generators.Experiments.Emit;

/// <summary>The help texts of a block's entries, as attributes of its assembly.</summary>
internal static class ConfigTextEmitter
{
    public static string Emit(ConfigTextModel model)
    {
        var writer = GeneratedFile.Start(null);
        foreach (var entry in model.Entries)
            writer.Line($"[assembly: global::{KnownNames.ConfigText.Replace("Attribute", "")}(typeof({model.Type}), {Literals.Text(entry.Property)}, {Literals.Text(entry.Doc)}, {Literals.Text(entry.Default)})]");
        return writer.ToString();
    }
}
