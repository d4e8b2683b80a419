using OrleansML.Cli;
using OrleansML.Cli.Runs;
using OrleansML.Cli.Scoring;

namespace OrleansML.CliTests.Scoring;

public sealed class ScoringDefinitionPathsTests
{
    private const string Rest = "model: m\nkey: [id]\n";

    [Theory]
    [InlineData("input: { path: in/*.parquet }\noutput: { path: out }\n", "input: { path: \"/set/in/*.parquet\" }\noutput: { path: \"/set/out\" }\n")]
    [InlineData("output:\n  path: ../scores # all\ninput:\n  path: 'rows.csv.gz'\n", "output:\n  path: \"/scores\" # all\ninput:\n  path: \"/set/rows.csv.gz\"\n")]
    [InlineData("input: { path: /in.csv }\noutput:\n  path: out/${run.key}\n", "input: { path: /in.csv }\noutput:\n  path: \"/set/out/${run.key}\"\n")]
    public void MakeAbsolute_RelativePath_ReplacesItAndNothingElse(string yaml, string expected) => Assert.Equal(Rest + expected, MakeAbsolute(Rest + yaml));

    [Theory]
    [InlineData("input: { path: /in.csv }\noutput: { path: /out }\n")]
    [InlineData("input: { view: customer }\noutput: { view: { name: scores } }\n")]
    [InlineData("input: { path: s3://bucket/in.csv }\noutput: { postgresql: { connection: 'Host=db;Password=${secret:P}', table: t } }\n")]
    public void MakeAbsolute_NoRelativePath_ChangesNothing(string yaml) => Assert.Equal(Rest + yaml, MakeAbsolute(Rest + yaml));

    [Fact]
    public void MakeAbsolute_BlockText_SaysWhatToWrite()
    {
        var error = Assert.Throws<CliException>(() => MakeAbsolute(Rest + "input: { path: /in.csv }\noutput:\n  path: |-\n    out\n"));

        Assert.Equal("'output.path' is relative and cannot be replaced where it stands: write /set/out there.", error.Message);
    }

    private static string MakeAbsolute(string yaml) => DefinitionPaths.MakeAbsolute(yaml, "/set", ScoringDefinitions.Kind);
}
