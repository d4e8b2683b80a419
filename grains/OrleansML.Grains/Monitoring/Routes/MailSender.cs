using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Tells people of incidents by mail: over SMTP, encrypted where the server offers that. A password is sent over an encrypted connection only.</summary>
internal sealed class MailSender(ISecretStore secrets, TimeProvider time) : IDeedRunner
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public string Kind => DeedKinds.Mail;

    public async Task<DeedResult> DoAsync(MonitorDefinition definition, MonitorDeed deed)
    {
        if (definition.Routes.Mail is not { } route)
            return DeedResult.Failed("The definition has no receivers of mail any more.", isFinal: true);

        using var ending = new CancellationTokenSource(Longest, time);
        try
        {
            using var message = MessageOf(route, deed);
            using var client = new SmtpClient();
            await client.ConnectAsync(route.Host, route.Port, route.Port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable, ending.Token);
            if (route is { User: { } user, Secret: { } secret })
            {
                if (!client.IsSecure)
                    return DeedResult.Failed($"{route.Host} offers no encryption, and a password is not sent without.");
                await client.AuthenticateAsync(user, SecretReference.Resolve(secret, secrets.Get), ending.Token);
            }

            await client.SendAsync(message, ending.Token);
            await client.DisconnectAsync(quit: true, ending.Token);
            return DeedResult.Done($"{route.Host} took it.");
        }
        catch (OperationCanceledException)
        {
            return DeedResult.Failed($"{route.Host} did not take it within {Longest.TotalSeconds:F0} s.");
        }
        catch (Exception exception) when (exception is SocketException or IOException or SecretMissingException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException)
        {
            return DeedResult.Failed($"{route.Host} did not take it: {exception.Message}");
        }
    }

    private static MimeMessage MessageOf(MailRoute route, MonitorDeed deed)
    {
        var message = new MimeMessage { MessageId = $"{deed.Id}@orleansml", Date = deed.Notice.At, Subject = MailText.SubjectOf(deed.Notice) };
        message.From.Add(MailboxAddress.Parse(route.From));
        message.To.AddRange(route.To.Select(MailboxAddress.Parse));
        message.Body = new TextPart("plain") { Text = MailText.BodyOf(deed.Notice) };
        return message;
    }
}
