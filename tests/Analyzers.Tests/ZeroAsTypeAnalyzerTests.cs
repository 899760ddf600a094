namespace Gen.Analyzers.Tests; public class ZeroAsTypeAnalyzerTests;
