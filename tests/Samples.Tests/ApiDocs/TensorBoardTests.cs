using Gen.EventFiles;
using Gen.EventFiles.Protos;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.ApiDocs;

/// <summary>What TensorBoard shows of a run of the text classifier, read by an independent reader.</summary>
public sealed class TensorBoardTests : IDisposable
{
    private const int Epochs = 3;

    private static readonly string[] s_ofAnEvaluation =
        ["accuracy", "brier_pred", "brier_skill", "fmeasure/0", "fmeasure/1", "loss", "precision/0", "precision/1", "recall/0", "recall/1"];
    private static readonly string[] s_distributions = ["fmeasure/overall", "precision/overall", "recall/overall"];
    private static readonly string[] s_pictures = ["confusion_matrix", "roc_curve"];

    private readonly TempFolder _folder = new();

    [Fact]
    public void TensorBoard_EachTag_IsInItsFolder()
    {
        SmallDocuments.Write(Path.Combine(_folder.Path, "docs.csv"), 200);
        var ended = SampleProgram.Run("ApiDocs", _folder.Path, "with", "data=docs.csv", "max_vocab_size=200", "embedding_size=8",
            "num_classes=2", "batch_size=10", $"epochs={Epochs}", "seed=3");
        Assert.True(ended.ExitCode == 0, ended.ToString());

        Assert.Equal(Sorted(s_ofAnEvaluation, s_distributions, ["lr"]), Tags("train"));
        Assert.Equal(Sorted(s_ofAnEvaluation, s_distributions), Tags("validation"));
        Assert.Equal(Sorted(s_ofAnEvaluation, s_distributions, s_pictures), Tags("evaluation"));
        Assert.Equal(Sorted(["_hparams_/session_end_info", "_hparams_/session_start_info"], s_pictures), Tags(""));

        var recorded = SampleProgram.Json(_folder.Path, "runs", "1", "metrics.json");
        foreach (var (folder, prefix) in new[] { ("train", ""), ("validation", "val_") })
        {
            foreach (var tag in s_ofAnEvaluation)
            {
                var points = Values(folder).Where(v => v.Value.Tag == tag).ToList();
                Assert.Equal(Enumerable.Range(1, Epochs).Select(e => (long)e), points.Select(p => p.Step));
                Assert.Equal(
                    recorded.GetProperty(prefix + tag).GetProperty("values").EnumerateArray().Select(v => (float)v.GetDouble()),
                    points.Select(p => p.Value.SimpleValue));
            }
        }

        var graph = GraphDef.Parser.ParseFrom(Assert.Single(Events(""), e => e.WhatCase == Event.WhatOneofCase.GraphDef).GraphDef);
        Assert.Equal(["input", "embedding", "lstm", "dropout", "output"], graph.Node.Select(n => n.Name));
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Sorted(params string[][] tags) => [.. tags.SelectMany(t => t).Order(StringComparer.Ordinal)];

    private List<Event> Events(string folder) =>
    [
        .. Directory.GetFiles(Path.Combine(_folder.Path, "runs", "1", folder), "*tfevents*")
            .Order(StringComparer.Ordinal).SelectMany(EventFile.Read),
    ];

    private List<(long Step, Summary.Types.Value Value)> Values(string folder) =>
        [.. Events(folder).Where(e => e.Summary is not null).SelectMany(e => e.Summary.Value.Select(v => (e.Step, v)))];

    private string[] Tags(string folder) => [.. Values(folder).Select(v => v.Value.Tag).Distinct().Order(StringComparer.Ordinal)];
}
