using System.Text;

namespace Gen.Samples.Tests.Support;

/// <summary>Documents of two classes with a few words of their own each, among words of both, as CSV.</summary>
internal static class SmallDocuments
{
    /// <summary>Writes the file.</summary>
    public static void Write(string path, int count)
    {
        var random = new Random(5);
        string[][] words = [["stream", "buffer", "flush"], ["socket", "packet", "listen"]];
        string[] both = ["gets", "the", "value", "of", "a", "thing", "and", "returns", "it"];
        var text = new StringBuilder("label,title,abstract\n");
        for (var i = 0; i < count; i++)
        {
            var label = i % 2;
            var body = Enumerable.Range(0, 12).Select(j => j % 4 == 0 ? random.GetItems(words[label], 1)[0] : random.GetItems(both, 1)[0]);
            text.Append($"{label + 1},\"t{i}\",\"{string.Join(' ', body)} {i}\"\n");
        }

        File.WriteAllText(path, text.ToString());
    }
}
