using System.Text;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Records;
using Xunit;

namespace OrleansML.LearningTests.Records;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Write_Record_SortsMembersAndWritesWhatIsNoNumberAsNull()
    {
        var record = new SegmentReport("Ä=1", 3, new Dictionary<string, MetricInterval> { ["b"] = new(0.1, double.NaN, 1e-7), ["a"] = new(1, 2, double.PositiveInfinity) });

        Assert.Equal(
            """
            {
              "metrics": {
                "a": {
                  "lower": 2,
                  "upper": null,
                  "value": 1
                },
                "b": {
                  "lower": null,
                  "upper": 1E-07,
                  "value": 0.1
                }
              },
              "rows": 3,
              "segment": "Ä=1"
            }

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(CanonicalJson.Write(record)));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var record = new SegmentReport("s", 3, new Dictionary<string, MetricInterval> { ["a"] = new(0.1, double.NaN, 1.0 / 3) });

        var read = CanonicalJson.Read<SegmentReport>(CanonicalJson.Write(record));

        Assert.Equal(record.Metrics["a"], read.Metrics["a"]);
        Assert.Equal(CanonicalJson.Write(record), CanonicalJson.Write(read));
    }
}
