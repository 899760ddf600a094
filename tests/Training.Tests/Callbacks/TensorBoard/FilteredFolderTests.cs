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
        var warnings = await Fit(new("custom", "recall/[01]$"), new("watched", "^(?!val).*acc"));
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
                + "val_accuracy, val_loss, val_recall/0, val_recall/1, val_recall/2."],
            warnings);
    }

    [Theory]
    [InlineData("custom", "(", "TensorBoard's filter '(' for folder 'custom' is not a regular expression: ")]
    [InlineData("Train", "a", "TensorBoard's filter 'a' cannot use folder 'Train', because other values are written there")]
    [InlineData("twice", "a", "TensorBoard's filter 'a' cannot use folder 'twice', because other values are written there")]
    [InlineData("../custom", "a", "TensorBoard's filter 'a' must have a plain name as its folder, but has '../custom'")]
    [InlineData("..", "a", "TensorBoard's filter 'a' must have a plain name as its folder, but has '..'")]
    public async Task InvalidFilter_ThrowsBeforeFirstBatch(string folder, string pattern, string message)
    {
        var failure = await Assert.ThrowsAsync<TrainingException>(() => Fit(new("twice", "loss"), new(folder, pattern)));
        Assert.StartsWith(message, failure.Message);
        Assert.DoesNotContain(Events.Folders(_folder.Path), f => f != "runs");
    }

    private async Task<List<string>> Fit(params TensorBoardFilter[] filters)
    {
        var log = new TestRun(_folder["runs"]);
        await log.ExecuteAsync(r =>
        {
            using var trainer = _problem.TrainerWithMetrics(r, new TensorBoard(_folder.Path) { Filters = filters });
            trainer.Fit(_problem.Source(), 2, _problem.Source());
        });
        return log.Warnings;
    }
}
