namespace Gen.Analyzers.Tests; public class UnusedBatchAnalyzerTests;
