using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;

namespace Gen.Generators.Experiments.Emit;

/// <summary>The help texts of a block's entries, as attributes of its assembly.</summary>
internal static class ConfigTextEmitter
{
    public static string Emit(ConfigTextModel model)
    {
        var writer = GeneratedFile.Start(null);
        var texts = model.Entries.Select(e => $"{Literals.Text(e.Property)}, {Literals.Text(e.Doc)}, {Literals.Text(e.Default)}");
        writer.Line($"[assembly: global::{KnownNames.ConfigText.Replace("Attribute", "")}(typeof({model.Type}),");
        writer.Line($"    {string.Join(",\n    ", texts)})]");
        return writer.ToString();
    }
}
