using ApiDocsSample.Documents;
using Xunit;

namespace Gen.Samples.Tests.Documents;

public class DatasetTests
{
    [Fact]
    public void AThousandDocumentsAreHeldOutForValidationAndTwoThousandForTheTest()
    {
        var dataset = Dataset.Split(Documents(("a", 7_000), ("b", 5_000)), numClasses: 2, seed: 1);
        Assert.Equal((9_000, 1_000, 2_000), (dataset.Train.Count, dataset.Validation.Count, dataset.Test.Count));
    }

    [Fact]
    public void TheThreePartsShareNoDocumentAndLoseNone()
    {
        var documents = Documents(("a", 300), ("b", 200));
        var dataset = Dataset.Split(documents, numClasses: 2, seed: 1);
        Assert.Equal((300, 100, 100), (dataset.Train.Count, dataset.Validation.Count, dataset.Test.Count));
        var texts = dataset.Train.Texts.Concat(dataset.Validation.Texts).Concat(dataset.Test.Texts);
        Assert.Equal(documents.Select(document => document.Text).Order(), texts.Order());
    }

    [Fact]
    public void EachTextKeepsItsClass()
    {
        var dataset = Dataset.Split(Documents(("a", 60), ("b", 40)), numClasses: 2, seed: 1);
        foreach (var part in new[] { dataset.Train, dataset.Validation, dataset.Test })
            Assert.All(part.Texts.Zip(part.Labels), row => Assert.StartsWith(dataset.ClassNames[(int)row.Second], row.First));
    }

    [Fact]
    public void TheSameSeedGivesTheSameSplitAndAnotherSeedAnother()
    {
        var documents = Documents(("a", 300), ("b", 200));
        var texts = Dataset.Split(documents, 2, seed: 1).Validation.Texts;
        Assert.Equal(texts, Dataset.Split(documents, 2, seed: 1).Validation.Texts);
        Assert.NotEqual(texts, Dataset.Split(documents, 2, seed: 2).Validation.Texts);
    }

    [Fact]
    public void TheLargestClassesAreTakenAndNamedInTheAlphabetsOrder()
    {
        var dataset = Dataset.Split(Documents(("small", 5), ("z", 30), ("m", 20), ("a", 20)), numClasses: 3, seed: 1);
        Assert.Equal(["a", "m", "z"], dataset.ClassNames);
        Assert.Equal(70, dataset.Train.Count + dataset.Validation.Count + dataset.Test.Count);
    }

    [Fact]
    public void NumberedClassesAreInTheOrderOfTheirNumbers() =>
        Assert.Equal(["2", "10", "11"], Dataset.Split(Documents(("11", 30), ("10", 20), ("2", 10)), 3, seed: 1).ClassNames);

    [Fact]
    public void ChanceIsThatOfABlindGuessAndTheMajoritysShareThatOfTheLargestClass()
    {
        var dataset = Dataset.Split(Documents(("a", 600), ("b", 200), ("c", 100), ("d", 100)), 4, seed: 1);
        Assert.Equal(0.25, dataset.Chance);
        Assert.Equal(dataset.Validation.Labels.Count(label => label == 0) / 200.0, dataset.MajorityShare(dataset.Validation));
        Assert.InRange(dataset.MajorityShare(dataset.Validation), 0.5, 0.7);
    }

    [Fact]
    public void MoreClassesThanThereAreIsAnError() => Assert.Equal(
        "num_classes is 3, but the documents have only 2 classes",
        Assert.Throws<DataException>(() => Dataset.Split(Documents(("a", 30), ("b", 20)), numClasses: 3, seed: 1)).Message);

    [Fact]
    public void TooFewDocumentsAreAnError() => Assert.Equal(
        "4 documents are too few to train on, validate and test with",
        Assert.Throws<DataException>(() => Dataset.Split(Documents(("a", 2), ("b", 2)), numClasses: 2, seed: 1)).Message);

    private static List<Document> Documents(params (string Label, int Count)[] classes) =>
        [.. classes.SelectMany(one => Enumerable.Range(0, one.Count).Select(i => new Document(one.Label, $"{one.Label} text {i}")))];
}
