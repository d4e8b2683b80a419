namespace OrleansML.Conformance.OnnxRuntime.Recorded;

public sealed class NodeCaseTests
{
    private const string Agrees = "agrees";

    [SharedDataFact("onnx-node", "onnx-node-shared.tar.gz")]
    public void Run_OnnxBackendCases_AgreeWithTheRecordedOutputs()
    {
        var expected = ReadNotAgreeing();
        var surprises = new List<string>();
        var agreeing = 0;
        foreach (var nodeCase in NodeCaseArchive.Read())
        {
            var outcome = NodeCaseRunner.Run(nodeCase);
            if (outcome == Agrees)
                agreeing++;
            var wanted = expected.GetValueOrDefault(nodeCase.Name, Agrees);
            if (!outcome.StartsWith(wanted, StringComparison.Ordinal))
                surprises.Add($"{nodeCase.Name}: {outcome}; expected: {wanted}");
        }

        Assert.True(surprises.Count == 0, string.Join(Environment.NewLine, surprises));
        Assert.Equal(651, agreeing);
    }

    private static Dictionary<string, string> ReadNotAgreeing()
    {
        using var stream = typeof(NodeCaseTests).Assembly.GetManifestResourceStream("not-agreeing.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .ToDictionary(fields => fields[0], fields => fields[1], StringComparer.Ordinal);
    }
}
