using System.Globalization;
using Gen.Training.Data;
using Gen.Training.Tests.ArticleRows;
using Gen.Training.Tests.Charts.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Callbacks;

public sealed class EmbeddingsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TensorData _data = ImageData.Draw(100, seed: 2);
    private readonly Module<Tensor, Tensor> _model =
        Sequential(("flatten", Flatten()), ("hidden", Linear(100, 6)), ("relu", ReLU()), ("logits", Linear(6, 10)));

    public void Dispose()
    {
        _folder.Dispose();
        _data.Dispose();
        _model.Dispose();
    }

    [Fact]
    public void Outputs_AreThoseOfTheLayerOnTheValidationData()
    {
        Fit(Board(2, new TensorBoardEmbedding("hidden") { Outputs = true, Images = true }), 5);
        Assert.Equal(
            ["hidden/outputs:00002", "hidden/outputs:00004"],
            Config("tensor_name").Select(n => n.Trim('"')));
        var points = Points("hidden/outputs:00004");
        Assert.Equal((100, 6), (points.Length, points[0].Length));
        var lines = Lines("hidden/outputs:00004", "metadata");
        Assert.Equal("target\tprediction", lines[0]);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i % 10}"), lines[1..].Select(l => l.Split('\t')[0]));
        var sprite = new PngImage(File.ReadAllBytes(Path("hidden/outputs:00004", "sprite.png")));
        Assert.Equal((100, 100, 1), (sprite.Width, sprite.Height, sprite.Channels));
        Assert.True(sprite.Pixels[(3 * 100) + 35] > 190, "the image of class 3 has a bright row 3");
        Assert.True(sprite.Pixels[(4 * 100) + 35] < 130);
    }

    [Fact]
    public void LastOutputs_AreOfTheModelThatValidated()
    {
        Fit(Board(1, new TensorBoardEmbedding("hidden") { Outputs = true, MaxPoints = 30 }), 1);
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var hidden = (Module<Tensor, Tensor>)_model.named_modules().Single(m => m.name == "hidden").module;
        var expected = hidden.call(_data.Features.flatten(1))[..30].data<float>().ToArray();
        Assert.Equal(expected.Select(v => (double)v), Points("hidden/outputs:00001").SelectMany(p => p), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void Weights_HaveLabels()
    {
        var labels = Enumerable.Range(0, 10).Select(i => $"digit {i}").ToArray();
        Fit(Board(1, new TensorBoardEmbedding("logits") { Labels = labels }), 1);
        Assert.Equal(labels, Lines("logits:00001", "metadata"));
        var weights = _model.state_dict()["logits.weight"].data<float>().ToArray();
        Assert.Equal(weights, Points("logits:00001").SelectMany(p => p).Select(v => (float)v));
    }

    [Fact]
    public void ClassNames_NameTargets()
    {
        Fit(new TensorBoard(_folder.Path)
        {
            EmbeddingsEveryNEpochs = 1,
            Embeddings = [new("relu") { Outputs = true }],
            ClassNames = [.. Enumerable.Range(0, 10).Select(i => $"row {i}")],
        }, 1);
        Assert.Equal("row 3", Lines("relu/outputs:00001", "metadata")[4].Split('\t')[0]);
    }

    [Theory]
    [InlineData("hiden", false, false, "names no layer of the model. Did you mean 'hidden'?")]
    [InlineData("relu", false, false, "needs a parameter 'weight' with two axes or more, which the layer does not have.")]
    [InlineData("hidden", false, true, "has Images, which requires Outputs: weights have no images.")]
    public void ImpossibleEmbedding_ThrowsBeforeFirstBatch(string layer, bool outputs, bool images, string message)
    {
        var failure = Assert.Throws<TrainingException>(() => Fit(new TensorBoard(_folder.Path)
        {
            EmbeddingsEveryNEpochs = 1,
            Embeddings = [new(layer) { Outputs = outputs, Images = images }],
        }, 1));
        Assert.Contains($"TensorBoard's embedding of layer '{layer}' {message}", failure.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Default_IsTheWeightsOfEmbeddingLayers()
    {
        TextRuns.Small.Fit(new TensorBoard(_folder.Path) { EmbeddingsEveryNEpochs = 2 });
        Assert.Equal("\"embedding:00002\"", Assert.Single(Config("tensor_name")));
        var points = Points("embedding:00002");
        Assert.Equal((TextData.Words, 8), (points.Length, points[0].Length));
    }

    [Fact]
    public void NoEmbeddingLayer_Throws()
    {
        var failure = Assert.Throws<TrainingException>(() => Fit(new TensorBoard(_folder.Path) { EmbeddingsEveryNEpochs = 1 }, 1));
        Assert.Contains("the model has no Embedding layer. Name the layers in Embeddings.", failure.Message);
    }

    [Fact]
    public void InputsThatAreNoImages_Throw()
    {
        using var problem = new RegressionProblem();
        using var trainer = problem.Trainer(new TensorBoard(_folder.Path)
        {
            EmbeddingsEveryNEpochs = 1,
            Embeddings = [new("first") { Outputs = true, Images = true }],
        });
        var failure = Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1, problem.Source()));
        Assert.Contains("has Images, but the inputs [16, 3] are none", failure.Message);
    }

    [Fact]
    public void NoTensor_IsLeaked()
    {
        Fit(Board(1, new TensorBoardEmbedding("hidden") { Outputs = true }, new TensorBoardEmbedding("logits")), 1);
        var before = Support.LiveTensors.Count();
        Fit(Board(1, new TensorBoardEmbedding("hidden") { Outputs = true }, new TensorBoardEmbedding("logits")), 2);
        Assert.Equal(before, Support.LiveTensors.Count());
    }

    private TensorBoard Board(int everyNEpochs, params TensorBoardEmbedding[] embeddings) =>
        new(_folder.Path) { EmbeddingsEveryNEpochs = everyNEpochs, Embeddings = embeddings };

    private void Fit(TensorBoard board, int epochs)
    {
        using var optimizer = optim.SGD(_model.parameters(), 0.1);
        using var loss = CrossEntropyLoss();
        using var trainer = new Trainer(_model, optimizer, loss, board);
        trainer.Fit(_data.Batches(40), epochs, _data.Batches(40));
    }

    private string Path(string name, string kind) =>
        System.IO.Path.Combine(_folder.Path, "projector", $"{Uri.EscapeDataString(name)}.{kind}");

    private string[] Lines(string name, string kind) => File.ReadAllLines(Path(name, $"{kind}.tsv"));

    private double[][] Points(string name) =>
        [.. Lines(name, "tensors").Select(l => l.Split('\t').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())];

    private IEnumerable<string> Config(string key) => File.ReadAllLines(_folder["projector_config.pbtxt"])
        .Select(l => l.Trim())
        .Where(l => l.StartsWith(key, StringComparison.Ordinal))
        .Select(l => l[(key.Length + 1)..].Trim());
}
