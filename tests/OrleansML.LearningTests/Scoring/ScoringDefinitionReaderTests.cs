using OrleansML.Learning.Definitions;
using OrleansML.Learning.Scoring;
using Xunit;

namespace OrleansML.LearningTests.Scoring;

public sealed class ScoringDefinitionReaderTests
{
    [Fact]
    public void Read_EveryKeyOfFiles_IsTaken()
    {
        var definition = ScoringDefinitionReader.Read("""
            model: churn
            version: 3
            input: { path: "/data/${run.key}/*.txt", format: csv }
            key: [customer_id, day]
            include: [segment]
            inputs: { dense_in: [c1, c2], side: [c3] }
            output: { path: "/data/scores/${run.key}", format: json_lines }
            columns: { score: "probabilities[1]", label: label }
            dead_letters: { most: 5, share: 0.25 }
            workers: { least: 2, most: 8 }
            lease_rows: 1000
            """);

        Assert.Equal(("churn", 3), (definition.Model, definition.Version));
        Assert.Equal(new FileInput("/data/${run.key}/*.txt", ScoringFormat.Csv), definition.Input);
        Assert.Equal(["customer_id", "day"], definition.Key);
        Assert.Equal(["segment"], definition.Include);
        Assert.Equal(["c1", "c2"], definition.Inputs["dense_in"]);
        Assert.Equal(["c3"], definition.Inputs["side"]);
        Assert.Equal(new FileOutput("/data/scores/${run.key}", ScoringFormat.JsonLines), definition.Output);
        Assert.Equal([new ScoreColumn("score", "probabilities", 1), new ScoreColumn("label", "label", null)], definition.Columns);
        Assert.Equal(new DeadLetterBudget(5, 0.25), definition.DeadLetters);
        Assert.Equal(new ScoringWorkers(2, 8), definition.Workers);
        Assert.Equal(1000, definition.LeaseRows);
    }

    [Fact]
    public void Read_OnlyWhatIsNeeded_HasDefaults()
    {
        var definition = ScoringDefinitionReader.Read("""
            model: churn
            input: { path: customers.jsonl.gz }
            key: [id]
            output: { path: scores }
            """);

        Assert.Equal((null, "champion"), (definition.Version, definition.Alias));
        Assert.Equal(new FileInput("customers.jsonl.gz", ScoringFormat.JsonLines), definition.Input);
        Assert.Equal(new FileOutput("scores", ScoringFormat.Parquet), definition.Output);
        Assert.Empty(definition.Include);
        Assert.Empty(definition.Inputs);
        Assert.Empty(definition.Columns);
        Assert.Equal(new DeadLetterBudget(1_000, 0.01), definition.DeadLetters);
        Assert.Equal(new ScoringWorkers(1, 4), definition.Workers);
        Assert.Null(definition.LeaseRows);
    }

    [Theory]
    [InlineData("data.parquet", ScoringFormat.Parquet)]
    [InlineData("data.CSV", ScoringFormat.Csv)]
    [InlineData("*.csv.gz", ScoringFormat.Csv)]
    [InlineData("data.ndjson", ScoringFormat.JsonLines)]
    [InlineData("data.json", ScoringFormat.JsonLines)]
    public void Read_NoFormat_IsThatOfTheExtension(string path, ScoringFormat format)
    {
        var definition = ScoringDefinitionReader.Read($$"""
            model: churn
            input: { path: "{{path}}" }
            key: [id]
            output: { path: scores }
            """);

        Assert.Equal(new FileInput(path, format), definition.Input);
    }

    [Fact]
    public void Read_DatabasesAndViews_AreTaken()
    {
        var database = ScoringDefinitionReader.Read("""
            model: churn
            alias: challenger
            input:
              postgresql:
                connection: Host=db;Password=${secret:DB}
                query: SELECT * FROM customers;
                key: customer_id
            key: [customer_id]
            output: { postgresql: { connection: "Host=db;Password=${secret:DB}", table: public.scores, mode: append } }
            """);
        var view = ScoringDefinitionReader.Read("""
            model: churn
            input: { view: customer }
            key: [customer_id]
            output: { view: { name: churn_scores, source: nightly, names: { customer_id: id } } }
            """);

        Assert.Equal("challenger", database.Alias);
        var query = Assert.IsType<QueryInput>(database.Input);
        Assert.Equal(("Host=db;Password=${secret:DB}", "SELECT * FROM customers"), (query.Connection, query.Query));
        Assert.Equal(["customer_id"], query.Key);
        Assert.Equal(new TableOutput("Host=db;Password=${secret:DB}", "public.scores", TableMode.Append), database.Output);
        Assert.Equal(new ViewInput("customer"), view.Input);
        var target = Assert.IsType<ViewOutput>(view.Output);
        Assert.Equal(("churn_scores", "nightly"), (target.View, target.Source));
        Assert.Equal([KeyValuePair.Create("customer_id", "id")], target.Names);
    }

    [Fact]
    public void Read_ManyFaults_ReportsEachWithItsLine()
    {
        var exception = Assert.Throws<InvalidDefinitionException>(() => ScoringDefinitionReader.Read("""
            model: churn
            version: 0
            input: { path: customers, view: customer }
            key: [id, ID]
            output:
              postgresql: { connection: Host=db;Password=hunter2, table: "scores; drop table x", mode: merge }
            dead_letters: { most: -1, share: 2 }
            workers: { least: 4, most: 2 }
            lease_rows: 2000000
            colour: blue
            """));

        Assert.Equal(
            [
                "Line 1: 'columns' would give the output the column 'id' 2 times; 'key', 'include' and 'columns' name its columns, each once.",
                "Line 2: 'version' is '0'; a whole number from 1 to 2147483647 is allowed.",
                "Line 3: 'input' names path and view; one is allowed.",
                "Line 6: 'output.postgresql.table' is 'scores; drop table x'; a table such as scores or public.scores is allowed, of letters, digits and _.",
                "Line 6: 'output.postgresql.connection' holds what looks like a secret; write ${secret:NAME} in its place.",
                "Line 6: 'output.postgresql.mode' is 'merge'; allowed are upsert, replace, append.",
                "Line 7: 'dead_letters.share' is 2; 0 to 1 is allowed.",
                "Line 7: 'dead_letters.most' is '-1'; a whole number from 0 to 1000000000 is allowed.",
                "Line 8: 'workers.most' is 2, less than 'least', 4.",
                "Line 9: 'lease_rows' is '2000000'; a whole number from 1 to 1048576 is allowed.",
                "Line 10: 'colour' is not known; the keys here are model, version, alias, input, key, include, inputs, output, columns, dead_letters, workers, lease_rows, batch_rows.",
            ],
            exception.Violations.Select(static violation => violation.ToString()));
    }

    [Fact]
    public void Read_NothingOfWhatIsNeeded_NamesIt()
    {
        var exception = Assert.Throws<InvalidDefinitionException>(() => ScoringDefinitionReader.Read("workers: { most: 2 }"));

        Assert.Equal(["input", "key", "model", "output"], exception.Violations.Select(static violation => violation.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_ExamplesOfTheReadme_AreValid()
    {
        string[] examples =
        [
            .. File.ReadAllText(Repository.PathOf("grains", "OrleansML.Learning", "Scoring", "README.md"))
                .Split("```yaml\n").Skip(1).Select(static part => part[..part.IndexOf("```", StringComparison.Ordinal)]),
        ];

        var definitions = examples.Select(ScoringDefinitionReader.Read).ToArray();

        Assert.Equal([typeof(FileInput), typeof(QueryInput), typeof(ViewInput)], definitions.Select(static definition => definition.Input.GetType()));
        Assert.Equal([typeof(FileOutput), typeof(TableOutput), typeof(ViewOutput)], definitions.Select(static definition => definition.Output.GetType()));
        // The example spells the defaults out.
        Assert.Equal((new DeadLetterBudget(), new ScoringWorkers()), (definitions[0].DeadLetters, definitions[0].Workers));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(99, 0)]
    [InlineData(100, 1)]
    [InlineData(10_000_000, 1_000)]
    public void MostOf_Default_IsTheSmallerOfBothLimits(long rows, long most) => Assert.Equal(most, new DeadLetterBudget().MostOf(rows));
}
