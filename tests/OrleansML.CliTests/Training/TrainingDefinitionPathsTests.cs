using OrleansML.Cli;
using OrleansML.Cli.Runs;
using OrleansML.Cli.Training;

namespace OrleansML.CliTests.Training;

public sealed class TrainingDefinitionPathsTests
{
    // What a definition needs beside where its rows and its model are.
    private const string Rest = "task: regression\nmodel: m\nsplit: { by: hash, key: [id] }\ninputs: { numeric: [a] }\n";
    private const string Network = "network: { kind: mlp, hidden: [4] }\n";

    [Theory]
    [InlineData("data: { path: rows.csv, format: csv, label: y }\n", "data: { path: \"/set/rows.csv\", format: csv, label: y }\n")]
    [InlineData("data: {format: csv, label: y, path: rows.csv}\n", "data: {format: csv, label: y, path: \"/set/rows.csv\"}\n")]
    [InlineData("data:\n  path:   ../rows-*.csv.gz   # all of them\n  format: csv\n  label: y\n", "data:\n  path:   \"/rows-*.csv.gz\"   # all of them\n  format: csv\n  label: y\n")]
    [InlineData("data:\n  path: 'it''s \"quoted\".csv'\n  format: csv\n  label: y\n", "data:\n  path: \"/set/it's \\\"quoted\\\".csv\"\n  format: csv\n  label: y\n")]
    [InlineData("data:\r\n  label: y # 🚕\r\n  path: münchen.csv\r\n  format: csv\r\n", "data:\r\n  label: y # 🚕\r\n  path: \"/set/münchen.csv\"\r\n  format: csv\r\n")]
    [InlineData("\"data\": { \"path\": \"./rows.csv\", format: csv, label: y }\n", "\"data\": { \"path\": \"/set/rows.csv\", format: csv, label: y }\n")]
    public void MakeAbsolute_RelativePath_ReplacesItAndNothingElse(string data, string expected) =>
        Assert.Equal(Rest + expected + Network, MakeAbsolute(Rest + data + Network));

    [Theory]
    [InlineData("data: { path: /srv/rows.csv, format: csv, label: y }\n")]
    [InlineData("data: { path: \"s3://bucket/rows.csv\", format: csv, label: y }\n")]
    public void MakeAbsolute_OtherPath_ChangesNothing(string data) =>
        Assert.Equal(Rest + data + Network, MakeAbsolute(Rest + data + Network));

    [Fact]
    public void MakeAbsolute_StartPathToo_ReplacesBoth()
    {
        const string Yaml = "start: { path: models/m.onnx }\ndata: { path: rows.csv, format: csv, label: y }\n";

        Assert.Equal(
            Rest + "start: { path: \"/set/models/m.onnx\" }\ndata: { path: \"/set/rows.csv\", format: csv, label: y }\n",
            MakeAbsolute(Rest + Yaml));
    }

    [Fact]
    public void MakeAbsolute_StartWithoutPath_IsTheChampionStill()
    {
        const string Yaml = "start: {}\ndata: { path: /srv/rows.csv, format: csv, label: y }\n";

        Assert.Equal(Rest + Yaml, MakeAbsolute(Rest + Yaml));
    }

    [Fact]
    public void MakeAbsolute_BlockText_SaysWhatToWrite()
    {
        var error = Assert.Throws<CliException>(() => MakeAbsolute(
            Rest + "data:\n  path: >-\n    rows.csv\n  format: csv\n  label: y\n" + Network));

        Assert.Equal("'data.path' is relative and cannot be replaced where it stands: write /set/rows.csv there.", error.Message);
    }

    private static string MakeAbsolute(string yaml) => DefinitionPaths.MakeAbsolute(yaml, "/set", TrainingDefinitions.Kind);
}
