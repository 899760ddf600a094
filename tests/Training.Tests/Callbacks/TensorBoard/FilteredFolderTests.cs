using Xunit;

namespace Gen.Training.Tests.Callbacks;

public sealed class FilteredFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ClassificationProblem _problem = new();

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public async Task Filter_WritesMatchingValuesToFolder()
    {
        var warnings = await Fit(new TensorBoardFilter("custom", "recall/[01]$"), new("watched", "^(?!val).*acc"));
        Assert.Empty(warnings);
        Assert.Equal(["recall/0", "recall/1", "val_recall/0", "val_recall/1"], Events.Tags(_folder["custom"]));
        Assert.Equal(["accuracy"], Events.Tags(_folder["watched"]));
        Assert.Equal([1, 2], Events.Scalar(_folder["watched"], "accuracy").Select(p => p.Step));
        Assert.Contains("accuracy", Events.Tags(_folder["train"]));
    }

    [Fact]
    public async Task Filter_WithoutMatch_Warns()
    {
        var warnings = await Fit(new TensorBoardFilter("custom", "^precision"));
        Assert.Equal(
            ["TensorBoard's filter '^precision' for folder 'custom' matched none of accuracy, loss, lr, recall/0, recall/1, recall/2, "
                + "recall/overall, val_accuracy, val_loss, val_recall/0, val_recall/1, val_recall/2, val_recall/overall."],
            warnings);
    }

    [Fact]
    public async Task StandardFoldersOff_FiltersReplaceThem()
    {
        Assert.Empty(await Fit(
            new TensorBoard(_folder["logs"])
            {
                StandardFolders = false,
                Graph = false,
                Filters = [new("train", "^(?!val_)"), new("validation", "^val_"), new("custom/metrics", "recall")],
            }));
        Assert.Equal(["custom", "train", "validation"], Events.Folders(_folder["logs"]));
        Assert.Equal(["accuracy", "loss", "lr", "recall/0", "recall/1", "recall/2", "recall/overall"], Events.Tags(_folder["logs/train"]));
        Assert.Equal(
            ["val_accuracy", "val_loss", "val_recall/0", "val_recall/1", "val_recall/2", "val_recall/overall"],
            Events.Tags(_folder["logs/validation"]));
        Assert.Equal(3, Assert.Single(Events.Histograms(_folder["logs/custom/metrics"], "val_recall/overall").Take(1)).Num);
    }

    [Fact]
    public async Task Filter_TakesHistogramsAndImages()
    {
        await Fit(
            new TensorBoard(_folder["logs"])
            {
                HistogramEveryNEpochs = 1,
                WeightImages = true,
                StandardFolders = false,
                Filters = [new("model", "^(weights|gradients|activations|weight_images)/"), new("charts", "^confusion")],
            },
            new EvaluationCharts());
        Assert.Equal(
            ["activations/Linear", "gradients/bias", "gradients/weight", "weight_images/weight", "weights/bias", "weights/weight"],
            Events.Tags(_folder["logs/model"]));
        Assert.Equal(2, Events.Values(_folder["logs/charts"]).Count(v => v.Value.Tag == "confusion_matrix" && v.Value.Image is not null));
    }

    [Fact]
    public async Task EvaluationFilter_HasValuesOfEvaluations()
    {
        await Fit(new TensorBoard(_folder["logs"])
        {
            Filters = [new("custom/test", "^recall/([01]|overall)$") { Evaluations = true }, new("custom/epochs", "^recall/0$")],
        });
        Assert.Equal(["recall/0", "recall/1", "recall/overall"], Events.Tags(_folder["logs/custom/test"]));
        Assert.Equal([1, 2], Events.Scalar(_folder["logs/custom/test"], "recall/0").Select(p => p.Step));
        Assert.Equal(["recall/0"], Events.Tags(_folder["logs/custom/epochs"]));
        Assert.Contains("recall/overall", Events.Tags(_folder["logs/evaluation"]));
    }

    [Fact]
    public async Task Folder_CanBeBesideThoseOfRuns()
    {
        await Fit(new TensorBoard { Filters = [new("../shared/{run}", "^val_loss$"), new("custom/{date:yyyy}", "^loss$")] });
        Assert.Equal(["val_loss"], Events.Tags(_folder["runs/shared/1"]));
        Assert.Equal(["loss"], Events.Tags(Assert.Single(Directory.GetDirectories(_folder["runs/1/custom"]))));
    }

    [Theory]
    [InlineData("custom", "(", "TensorBoard's filter '(' for folder 'custom' is not a regular expression: ")]
    [InlineData("Train", "a", "TensorBoard's filter 'a' cannot use folder 'Train', because other values are written there")]
    [InlineData("evaluation", "a", "TensorBoard's filter 'a' cannot use folder 'evaluation', because other values are written there")]
    [InlineData("twice", "a", "TensorBoard's filter 'a' cannot use folder 'twice', because other values are written there")]
    [InlineData("b/../twice/", "a", "TensorBoard's filter 'a' cannot use folder 'b/../twice/', because other values are written there")]
    [InlineData("", "a", "The folder '' of TensorBoard's filter 'a' must be a path relative to the folder of the callback")]
    [InlineData("/custom", "a", "The folder '/custom' of TensorBoard's filter 'a' must be a path relative to the folder of the callback")]
    [InlineData(".", "a", "The folder '.' of TensorBoard's filter 'a' is that of the callback")]
    [InlineData("a:b", "a", "The folder 'a:b' of TensorBoard's filter 'a' must not have any of the characters ")]
    [InlineData("..", "a", "The folder '..' of TensorBoard's filter 'a' must be below or beside '")]
    [InlineData("../../custom", "a", "The folder '../../custom' of TensorBoard's filter 'a' must be below or beside '")]
    [InlineData("../2/train", "a", "The folder '../2/train' of TensorBoard's filter 'a' must not be in the folder of another run")]
    [InlineData("../old/train", "a", "The folder '../old/train' of TensorBoard's filter 'a' must not be in the folder of another run")]
    [InlineData("{epohcs}", "a", "'{epohcs}' in folder '{epohcs}' is not a config entry.")]
    public async Task InvalidFilter_ThrowsBeforeFirstBatch(string folder, string pattern, string message)
    {
        Directory.CreateDirectory(_folder["old"]);
        File.WriteAllText(_folder["old/run.json"], "{}");
        var failure = await Assert.ThrowsAsync<TrainingException>(
            () => Fit(new TensorBoard(_folder["logs"]) { Filters = [new("twice", "loss"), new(folder, pattern)] }));
        Assert.StartsWith(message, failure.Message.Replace("Callback TensorBoard: ", ""));
        Assert.Equal(["old", "runs"], Events.Folders(_folder.Path));
    }

    [Fact]
    public async Task StandardFoldersOff_WithoutFilters_Throws()
    {
        var failure = await Assert.ThrowsAsync<TrainingException>(() => Fit(new TensorBoard { StandardFolders = false }));
        Assert.Contains("StandardFolders is false and there are no Filters", failure.Message);
    }

    private Task<List<string>> Fit(params TensorBoardFilter[] filters) => Fit(new TensorBoard(_folder.Path) { Filters = filters });

    private async Task<List<string>> Fit(TensorBoard board, params Callback[] others)
    {
        var log = new TestRun(_folder["runs"]);
        await log.ExecuteAsync(r =>
        {
            using var trainer = _problem.TrainerWithMetrics(r, [board, .. others]);
            trainer.Fit(_problem.Source(), 2, _problem.Source());
            trainer.Evaluate(_problem.Source());
            trainer.Evaluate(_problem.Source());
        });
        return log.Warnings;
    }
}
