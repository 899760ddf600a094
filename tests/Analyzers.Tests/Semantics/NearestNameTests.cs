using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Tests.Semantics;

/// <summary>
/// Which parameter is reported as a misspelled entry: at most two edits away without regard to case, <c>_</c> and <c>-</c>, and at most a
/// third of the longer name.
/// </summary>
public class NearestNameTests
{
    // Parameter, entry.
    private static readonly (string Parameter, string Entry)[] s_near =
    [
        // A letter lost.
        ("embedingSize", "EmbeddingSize"),
        ("embeddingSze", "EmbeddingSize"),
        ("batchSiz", "BatchSize"),
        ("bachSize", "BatchSize"),
        ("learningRat", "LearningRate"),
        ("learnigRate", "LearningRate"),
        ("dropot", "Dropout"),
        ("momentm", "Momentum"),
        ("hiddenSie", "HiddenSize"),
        ("numClases", "NumClasses"),
        ("numLayer", "NumLayers"),
        ("num_layer", "NumLayers"),
        ("maxLenth", "MaxLength"),
        ("weightDcay", "WeightDecay"),
        ("valSplit", "ValSplits"),
        ("warmupStep", "WarmupSteps"),
        ("optimzer", "Optimizer"),
        ("vocabPth", "VocabPath"),
        ("patienc", "Patience"),
        ("sead", "Seed"),
        ("embeddingTrainble", "EmbeddingTrainable"),
        ("dataPat", "DataPath"),
        // A letter too many.
        ("embeddinggSize", "EmbeddingSize"),
        ("batchesSize", "BatchSize"),
        ("epochss", "Epochs"),
        ("nEpochs", "Epochs"),
        ("learningRates", "LearningRate"),
        ("dropouts", "Dropout"),
        ("gammas", "Gamma"),
        ("numHeadss", "NumHeads"),
        ("topKs", "TopK"),
        ("tolerancee", "Tolerance"),
        ("kernelSizes", "KernelSize"),
        // Two letters swapped.
        ("emebddingSize", "EmbeddingSize"),
        ("batchSzie", "BatchSize"),
        ("epohcs", "Epochs"),
        ("learningRaet", "LearningRate"),
        ("widht", "Width"),
        ("heigth", "Height"),
        ("ulr", "Url"),
        ("dpeth", "Depth"),
        ("sedd", "Seed"),
        ("maxLenght", "MaxLength"),
        // A wrong letter.
        ("embeddingSise", "EmbeddingSize"),
        ("batchSize2", "BatchSize1"),
        ("numClassez", "NumClasses"),
        ("learningRata", "LearningRate"),
        ("drapout", "Dropout"),
        ("temperatura", "Temperature"),
        ("filtars", "Filters"),
        ("momentun", "Momentum"),
        // Two slips.
        ("embedingSizes", "EmbeddingSize"),
        ("embeddinSiz", "EmbeddingSize"),
        ("lerningRat", "LearningRate"),
        ("btchSiz", "BatchSize"),
        ("dropotu", "Dropout"),
        ("wieghtDecy", "WeightDecay"),
        ("maxVocabSizes", "MaxVocabSize"),
        ("Max_Vocb_Size", "MaxVocabSize"),
        ("hiden_sizes", "HiddenSize"),
        ("regularisation", "Regularization"),
        ("optimiser", "Optimizer"),
        ("normalise", "Normalize"),
        ("colour", "Color"),
        ("grayscale", "Greyscale"),
        ("numWorkerz", "NumWorkers"),
        // The plural of a word.
        ("epoch", "Epochs"), ("step", "Steps"), ("layer", "Layers"), ("fold", "Folds"), ("label", "Labels"), ("dim", "Dims"),

        // Different words that differ by little.
        ("minLength", "MaxLength"),
        ("minEpochs", "MaxEpochs"),
        ("beta1", "Beta2"),
        ("layer1", "Layer2"),
        ("height", "Weight"),
        ("patchSize", "BatchSize"),
    ];

    private static readonly (string Parameter, string Entry)[] s_far =
    [
        // The same name, which is filled.
        ("embeddingSize", "EmbeddingSize"),
        ("embedding_size", "EmbeddingSize"),
        ("EmbeddingSize", "Embedding_Size"),
        ("embeddingsize", "EmbeddingSize"),
        ("EMBEDDING_SIZE", "EmbeddingSize"),
        ("_embeddingSize", "EmbeddingSize"),
        ("epochs", "Epochs"),
        ("lr", "LR"),
        ("urlPath", "URLPath"),
        ("url_path", "URLPath"),
        ("k", "K"),
        ("numLayers2", "NumLayers_2"),
        // An abbreviation or a part.
        ("lr", "LearningRate"),
        ("bs", "BatchSize"),
        ("vocabSize", "MaxVocabSize"),
        ("size", "EmbeddingSize"),
        ("rate", "LearningRate"),
        ("numEpochs", "Epochs"),
        ("maxEpochs", "Epochs"),
        ("embDim", "EmbeddingDim"),
        ("hidden", "HiddenSize"),
        ("wd", "WeightDecay"),
        ("classes", "NumClasses"),
        ("path", "DataPath"),
        ("batch", "BatchSize"),
        ("batches", "BatchSize"),
        ("dropoutRate", "Dropout"),
        ("optim", "Optimizer"),
        ("seedValue", "Seed1"),
        ("opt", "Optimizer"),
        ("trainBatchSize", "BatchSize"),
        ("n", "NumClasses"),
        ("layers", "NumLayers"),
        // A synonym.
        ("hiddenUnits", "HiddenSize"),
        ("dropoutProb", "DropoutRate"),
        ("stepSize", "LearningRate"),
        ("iterations", "Epochs"),
        ("outputs", "NumClasses"),
        ("maxTokens", "MaxLength"),
        ("embeddingDim", "EmbeddingSize"),
        ("folder", "DataPath"),
        ("earlyStop", "Patience"),
        // Another name.
        ("xTrain", "XTest"),
        ("yTrue", "YPred"),
        ("train", "Test"),
        ("trainSize", "TestSize"),
        ("inChannels", "OutChannels"),
        ("input", "Output"),
        ("startEpoch", "StopEpoch"),
        ("width", "Depth"),
        ("rows", "Cols"),
        ("minLr", "MaxLr"),
        ("mean", "Std"),
        ("lowerBound", "UpperBound"),
        ("encoder", "Decoder3"),
        ("kernelSize", "PoolSize"),
        ("alpha", "Gamma"),
        ("trainPath", "ValPath"),
        ("numTrain", "NumVal"),
        ("leftMargin", "RightMargin"),
        ("firstLayer", "LastLayer"),
        ("numHeads", "NumWords"),
        ("source", "Target"),
        ("query", "Key"),
        ("word", "Vector"),
        // Too short.
        ("x", "Y"), ("x0", "X1"), ("l1", "L2"), ("k1", "K2"), ("p", "Q"), ("ab", "Ba"), ("of", "To"), ("top", "Bot"), ("id", "Ip"),
    ];

    [Fact]
    public Task NearName_IsReported() => Check(s_near, expected: true);

    [Fact]
    public Task DistantName_IsAccepted() => Check(s_far, expected: false);

    [Fact]
    public void ThereAreEnoughPairsOfEither()
    {
        Assert.True(s_near.Length >= 60 && s_far.Length >= 60, $"{s_near.Length}, {s_far.Length}");
        Assert.Distinct(s_near.Concat(s_far));
    }

    // One compilation with an experiment for each pair.
    private static async Task Check((string Parameter, string Entry)[] pairs, bool expected)
    {
        var source = string.Join(
            '\n',
            pairs.Select(
                (p, i) =>
                    $"[Gen.Experiment(\"e{i}\")] partial class E{i} {{ public int {p.Entry} {{ get; init; }} [Gen.Captured] static int "
                    + $"F(int {p.Parameter}, Gen.Run run) => {p.Parameter}; }}"
            )
        );
        var compilation = Compiled.With([("Pairs.cs", source)]);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var near = (await Verify.Diagnostics(compilation))
            .Where(d => d.Id == "GEN001")
            .Select(d => d.Location.GetLineSpan().StartLinePosition.Line)
            .ToHashSet();
        var wrong = pairs.Where((_, i) => near.Contains(i) != expected).Select(p => $"{p.Parameter} / {p.Entry}").ToArray();
        Assert.True(
            wrong.Length == 0,
            $"{(expected ? "not taken for a misspelling" : "taken for a misspelling")}: {string.Join(", ", wrong)}"
        );
    }
}
