namespace Gen.Analyzers.Tests; public class DeviceWaitAnalyzerTests;
