namespace Gen.Analyzers.Tests;
public class UnstreamableMetricAnalyzerTests;
