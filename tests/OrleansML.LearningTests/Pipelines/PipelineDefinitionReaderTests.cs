using OrleansML.Learning.Definitions;
using OrleansML.Learning.Pipelines;
using Xunit;

namespace OrleansML.LearningTests.Pipelines;

public sealed class PipelineDefinitionReaderTests
{
    [Fact]
    public void Read_OnlyWhatIsNeeded_HasDefaults()
    {
        var definition = PipelineDefinitionReader.Read("""
            name: p
            timeout: 2h
            steps:
              load: { kind: sql, after: [check], engine: duckdb, statement: select 1 }
              check: { kind: gate, run: r1 }
            """);

        Assert.Equal((OverlapPolicy.Skip, new CatchUpPolicy(), false), (definition.Overlap, definition.CatchUp, definition.PauseOnFailure));
        Assert.Empty(definition.Triggers);
        Assert.Null(definition.Notify);
        Assert.Equal(["check", "load"], definition.Steps.Select(step => step.Name));
        Assert.Equal([2, 0], definition.Steps.Select(step => step.Retries.Most));
        Assert.All(definition.Steps, step => Assert.Equal(TimeSpan.FromHours(2), step.Timeout));
    }

    [Fact]
    public void Read_ManyFaults_ReportsEachWithItsLine()
    {
        var exception = Assert.Throws<InvalidDefinitionException>(() => PipelineDefinitionReader.Read("""
            name: P
            triggers:
              a: { cron: "61 25 * * *" }
              b: { cron: "0 0 30 2 *" }
              c: { cron: "0 2 * *", time_zone: Mars/Olympus }
              d: { interval: 5s }
              hand: { alarm: { model: m } }
              e: { cron: "0 2 * * *", interval: 1h }
            overlap: wait
            catch_up: { most: 3 }
            timeout: 1h
            notify: { url: "ftp://x", secret: plain }
            steps:
              one: { kind: http, after: [three], url: "https://x/${run.day}", retries: { first: 1m } }
              two: { kind: sql, after: [one], engine: postgresql, statement: "select '${interval.end}'", timeout: 2h }
              three: { kind: process, after: [two, nine], command: "${run.id}", shell: bash }
              four: { kind: gate, run: "${steps.one.output}", retries: { on: [user, bad] } }
              five: { kind: guess }
            """));

        Assert.Equal(
            [
                (1, "name", "is 'P'; use 1 to 64 of a-z, 0-9 and _, starting with a letter."),
                (3, "triggers.a.cron", "is '61 25 * * *', whose field 1, minute, is '61'; allowed are 0 to 59, and *, lists (1,3), ranges (1-5) and steps (*/2)."),
                (3, "triggers.a.cron", "is '61 25 * * *', whose field 2, hour, is '25'; allowed are 0 to 23, and *, lists (1,3), ranges (1-5) and steps (*/2)."),
                (4, "triggers.b.cron", "is '0 0 30 2 *', which never comes: no month 2 has a day 30 with day of week *."),
                (5, "triggers.c.time_zone", "is 'Mars/Olympus', which is no time zone; names of the IANA database are allowed, such as Europe/Berlin or UTC."),
                (5, "triggers.c.cron", "is '0 2 * *' with 4 fields; five are needed: minute, hour, day of month, month, day of week."),
                (6, "triggers.d.interval", "is '5s'; a duration from 1m to 365d is allowed: a whole number of ms, s, m, h or d."),
                (7, "triggers.hand", "has the name 'hand', which stands for runs that a person asks for; these need no trigger."),
                (8, "triggers.e", "has cron and interval; write a trigger for each."),
                (9, "overlap", "is 'wait'; allowed are skip, buffer_one, cancel_other."),
                (10, "catch_up.most", "has a meaning with runs 'all' only; 'latest' is one run."),
                (12, "notify.url", "is not an absolute http or https URL without a user name."),
                (12, "notify.secret", "is not a reference to a secret; write ${secret:NAME} with NAME of A-Z, 0-9 and _."),
                (14, "steps.one.after", "closes a cycle: one -> two -> three -> one; a step cannot wait for itself."),
                (14, "steps.one.retries.most", "is missing; a step of kind 'http' is not done twice unless you say how often."),
                (14, "steps.one.url", "has the placeholder '${run.day}'; allowed are ${interval.start}, ${interval.end}, ${run.id}, ${run.key}, ${steps.NAME.output}. For '${' itself write '$${'."),
                (15, "steps.two.timeout", "is '2h'; a duration from 1s to 1h is allowed: a whole number of ms, s, m, h or d."),
                (15, "steps.two.connection", "is missing; write Host=db;Username=app;Password=${secret:NAME}."),
                (15, "steps.two.statement", "has '${interval.end}' inside quotes or a comment; it is bound as a parameter, so write it without quotes, such as where t < ${interval.end}."),
                (16, "steps.three.after", "names 'nine', which is no step; the steps are one, two, three, four, five."),
                (16, "steps.three.shell", "is not known; the keys here are kind, after, timeout, retries, command, arguments, environment, working_directory."),
                (16, "steps.three.command", "has a placeholder; the operator allows programs by name, so write the name."),
                (17, "steps.four.retries.on", "holds 'user'; what is wrong stays wrong, and is never tried again. Allowed are capacity, unavailable, timeout, internal."),
                (17, "steps.four.retries.on", "holds 'bad'; allowed are capacity, unavailable, timeout, internal."),
                (17, "steps.four.run", "has the placeholder '${steps.one.output}', but 'four' does not wait for 'one'; name it under 'after'."),
                (18, "steps.five.kind", "is 'guess'; allowed are training_set, labelled_predictions, train, gate, deploy, score, sql, http, process."),
            ],
            exception.Violations.Select(violation => ((int)violation.Line, violation.Path, violation.Message)));
    }

    [Theory]
    [InlineData("catch_up: { runs: all }\noverlap: cancel_other", "is 'all', of which overlap 'cancel_other' would let each cancel the one before; use 'latest', or another overlap.")]
    [InlineData("triggers: { t: { cron: \"0 2 * * *\", time_zone: ../../etc/passwd } }", "is '../../etc/passwd', which is no time zone; names of the IANA database are allowed, such as Europe/Berlin or UTC.")]
    [InlineData("triggers: { t: { time_zone: UTC } }", "does not say when; give it one of cron, interval, new_rows, alarm.")]
    public void Read_OneFault_SaysWhatToDo(string lines, string expected)
    {
        var exception = Assert.Throws<InvalidDefinitionException>(() => PipelineDefinitionReader.Read($"name: p\nsteps: {{ s: {{ kind: gate, run: r }} }}\n{lines}"));

        Assert.Equal(expected, Assert.Single(exception.Violations).Message);
    }

    [Theory]
    [InlineData("kind: train, definition: \"model: m\"", "is not a training definition: Line 1: 'task' is missing;")]
    [InlineData("kind: score, definition: \"model: m\"", "is not a scoring definition: Line 1: 'input' is missing")]
    [InlineData("kind: score, definition: \"model: m, input: { path: ${other} }\"", "has the placeholder '${other}'; allowed are")]
    [InlineData("kind: train", "or 'definition_file' is needed, and one of them only.")]
    [InlineData("kind: http, url: \"https://u:p@x/\"", "is not an absolute http or https URL without a user name.")]
    [InlineData("kind: http, url: \"https://x/\", body: \"${secret:A}\"", "holds a reference to a secret, which would be seen here;")]
    [InlineData("kind: http, url: \"https://x/\", headers: { Authorization: Bearer abc }", "holds what looks like a secret;")]
    [InlineData("kind: http, url: \"https://x/\", headers: { A: \"x\\r\\nB: y\" }", "has a line break or another character")]
    [InlineData("kind: gate, run: \"${steps.s.output}\"", "has the placeholder '${steps.s.output}', but 's' does not wait for 's';")]
    [InlineData("kind: gate, run: r, after: [s]", "closes a cycle: s -> s; a step cannot wait for itself.")]
    [InlineData("kind: gate, run: r, timeout: never", "is 'never'; a duration from 1s to 1d is allowed:")]
    [InlineData("kind: deploy, model: m, version: newest", "is 'newest'; a whole number from 1 on, or the output of a step is allowed.")]
    [InlineData("kind: deploy, model: m, version: 1, canary: { steps: [50, 25, 100] }", "is [50, 25, 100]; whole percentages")]
    [InlineData("kind: deploy, model: m, version: 1, canary: { latency_margin: 2h }", "is '2h'; a duration from 0s to 1h")]
    public void Read_FaultyStep_SaysWhatToDo(string step, string expected)
    {
        var exception = Assert.Throws<InvalidDefinitionException>(() => PipelineDefinitionReader.Read($"name: p\nsteps: {{ s: {{ {step} }} }}"));

        Assert.Contains(exception.Violations, violation => violation.Message.StartsWith(expected, StringComparison.Ordinal) || $"{violation}".Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ScoringDefinitionWithASecret_KeepsTheReference()
    {
        const string Step = """
            name: p
            steps:
              s:
                kind: score
                definition: |
                  model: m
                  input: { path: /data/in.parquet }
                  key: [id]
                  output: { postgresql: { connection: "Host=db;Username=app;Password=${secret:CRM}", table: public.scores } }
            """;

        var step = Assert.Single(PipelineDefinitionReader.Read(Step).Steps);

        Assert.Contains("Password=${secret:CRM}", Assert.IsType<ScoreStep>(step.Work).Definition.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TooManySteps_SaysHowMany()
    {
        var steps = string.Join("\n", Enumerable.Range(0, 101).Select(index => $"  s{index}: {{ kind: gate, run: r }}"));

        var exception = Assert.Throws<InvalidDefinitionException>(() => PipelineDefinitionReader.Read($"name: p\nsteps:\n{steps}"));

        Assert.Equal("has 101 steps; 100 are allowed.", Assert.Single(exception.Violations).Message);
    }

    [Fact]
    public void Template_PlaceholdersEscapesAndSecrets_AreTakenApart()
    {
        const string Text = "a ${run.id} $${run.id} ${secret:KEY} ${steps.load.output} ${run.id}";

        Assert.Equal(["run.id", "steps.load.output", "run.id"], TemplateText.NamesIn(Text));
        Assert.Equal("a <run.id> ${run.id} ${secret:KEY} <steps.load.output> <run.id>", TemplateText.Expand(Text, name => $"<{name}>"));
        Assert.Equal("t >= $1 and t < $2 or u = $1", TemplateText.Parameterise("t >= ${interval.start} and t < ${interval.end} or u = ${interval.start}", out var names));
        Assert.Equal(["interval.start", "interval.end"], names);
    }
}
