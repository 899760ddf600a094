namespace Gen.Analyzers.Tests; public class MetricSignatureAnalyzerTests;
