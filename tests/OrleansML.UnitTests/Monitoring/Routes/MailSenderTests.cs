using OrleansML.Data.Sources;
using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Monitoring;

namespace OrleansML.UnitTests.Monitoring.Routes;

public sealed class MailSenderTests
{
    private readonly MailSender _sender = new(new Secrets(), TimeProvider.System);

    [Fact]
    public async Task DoAsync_ServerTakesIt_EveryReceiverGetsWhatIsWrong()
    {
        await using var receiver = new SmtpReceiver();

        var result = await _sender.DoAsync(Definition(receiver.Port), Deed);

        Assert.Equal(DeedResult.Done("127.0.0.1 took it."), result);
        string[] expected =
        [
            "MAIL FROM:<monitor@example.com>", "RCPT TO:<ann@example.com>", "RCPT TO:<bob@example.com>", "Message-Id: <msg_1@orleansml>",
            "Subject: [critical] fare: drift of country=DE is bad", "Date: Mon, 02 Mar 2026 12:01:00 +0000", "psi of 'amount' is 0.5, limit 0.2, over 400 rows.",
            "Incident: fare/drift/country=DE/2026-03-02T12:00:00Z", "Model: fare version 3", "Last bad window: 2026-03-02 12:00:00Z to 2026-03-02 12:01:00Z", "psi: 0.5 over 400 rows",
        ];
        Assert.All(expected, line => Assert.Contains(line, receiver.Said, StringComparison.Ordinal));
        Assert.Contains("amount: 0.5, 75", receiver.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DoAsync_PasswordWithoutEncryption_IsNotSent()
    {
        await using var receiver = new SmtpReceiver();

        var result = await _sender.DoAsync(Definition(receiver.Port, ", user: monitor, secret: \"${secret:SMTP}\""), Deed);

        Assert.Equal(DeedResult.Failed("127.0.0.1 offers no encryption, and a password is not sent without."), result);
        Assert.DoesNotContain("AUTH", receiver.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("MAIL", receiver.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DoAsync_ServerRefusesOrIsNotThere_IsTriedAgain()
    {
        await using var refusing = new SmtpReceiver(takes: false);

        Assert.Equal(DeedResult.Failed("127.0.0.1 did not take it: no such mail here"), await _sender.DoAsync(Definition(refusing.Port), Deed));
        var absent = await _sender.DoAsync(Definition(1), Deed);
        Assert.Equal((false, false), (absent.IsDone, absent.IsFinal));
        Assert.StartsWith("127.0.0.1 did not take it: ", absent.Outcome, StringComparison.Ordinal);
        Assert.Equal(
            DeedResult.Failed("The definition has no receivers of mail any more.", isFinal: true), await _sender.DoAsync(MonitorDefinition.DefaultOf("fare"), Deed));
    }

    private static MonitorDefinition Definition(int port, string more = "") => MonitorDefinitionReader.Read($$"""
        model: fare
        rules:
          drift: { metric: psi, at: 0.2 }
        routes:
          mail: { host: 127.0.0.1, port: {{port}}, from: monitor@example.com, to: [ann@example.com, bob@example.com]{{more}} }
        """);

    private static MonitorDeed Deed { get; } = new(
        "msg_1",
        DeedKinds.Mail,
        "",
        new MonitorNotice
        {
            Event = AlarmTransitionKind.Opened,
            Incident = "fare/drift/country=DE/2026-03-02T12:00:00Z",
            Model = "fare",
            Version = 3,
            Rule = "drift",
            Kind = MonitorRuleKind.Drift,
            Segment = "country=DE",
            Severity = AlarmSeverity.Critical,
            Window = At(0),
            OpenedAt = At(1),
            At = At(1),
            Text = "psi of 'amount' is 0.5, limit 0.2, over 400 rows.",
            Evidence = new AlarmEvidence
            {
                Metric = "psi", Value = 0.5, Limit = 0.2, Rows = 400, From = At(0), Until = At(1), Columns = [new ChangeShare("amount", 0.5, 400, 0.75)],
            },
        },
        At(1));

    private static DateTimeOffset At(int minute) => new(2026, 3, 2, 12, minute, 0, TimeSpan.Zero);

    private sealed class Secrets : ISecretStore
    {
        public string Get(string name) => "hush";
    }
}
